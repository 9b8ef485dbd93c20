//! Browser and system of a session, as people call them, from the `User-Agent`.

/// What a browser says of itself, in words; nothing that is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device {
    /// For example `Firefox 145`.
    pub browser: Option<String>,
    /// For example `Linux`.
    pub system: Option<&'static str>,
}

/// What stands before the version, and the name: those that others imitate come last.
const BROWSERS: [(&str, &str); 10] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];

/// What the text has, and the name: those that others imitate come last.
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

impl Device {
    /// Reads a `User-Agent`.
    pub fn read(user_agent: &str) -> Self {
        let browser = BROWSERS.iter().find_map(|(mark, name)| {
            let (_, rest) = user_agent.split_once(mark)?;
            let version: String = rest.chars().take_while(char::is_ascii_digit).take(4).collect();
            Some(if version.is_empty() { (*name).to_owned() } else { format!("{name} {version}") })
        });
        let system = SYSTEMS.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
        Self { browser, system }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_called_by_their_names() {
        let agents = [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox 145", "Linux"),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile \
                 Safari/537.36",
                "Chrome 142",
                "Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
                 Safari/537.36 Edg/142.0.0.0",
                "Edge 142",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 \
                 Safari/605.1.15",
                "Safari 26",
                "macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 CriOS/142.0 Mobile/15E148 Safari/604.1",
                "Chrome 142",
                "iOS",
            ),
        ];
        for (agent, browser, system) in agents {
            let device = Device { browser: Some(browser.to_owned()), system: Some(system) };
            assert_eq!(Device::read(agent), device, "{agent}");
        }
        for unknown in ["", "curl/8.5.0", "<script>alert(1)</script>"] {
            assert_eq!(Device::read(unknown), Device::default(), "{unknown}");
        }
    }
}
