// The table of users in React and AG Grid Community.
import { createRoot } from "react-dom/client";

import { App } from "./app.jsx";

createRoot(document.getElementById("root")).render(<App />);
