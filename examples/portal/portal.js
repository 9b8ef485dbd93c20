// The portal's own few lines: which page an address shows. Links are plain links; every page is loaded anew.

/** The page whose address is `path` or begins it at a slash; the longest one wins. */
function pageFor(path) {
  const pages = [...document.querySelectorAll("template[data-page]")];
  const shows = ({ dataset: { page } }) =>
    path === page || (page.endsWith("/") ? path === page.slice(0, -1) : path.startsWith(`${page}/`));
  const fitting = pages.filter((page) => page.dataset.page !== "" && shows(page));
  fitting.sort((a, b) => b.dataset.page.length - a.dataset.page.length);
  return fitting[0] ?? pages.find((page) => page.dataset.page === "");
}

const page = pageFor(location.pathname);
document.querySelector(".portal-content").append(page.content.cloneNode(true));
for (const link of document.querySelectorAll("nav a")) {
  if (link.pathname === page.dataset.page) link.setAttribute("aria-current", "page");
}
