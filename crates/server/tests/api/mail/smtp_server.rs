//! A small mail server on a real socket. It takes everything, unless told otherwise of a recipient.

use std::{
    collections::{HashMap, VecDeque},
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpListener,
    sync::Notify,
    task::{JoinHandle, JoinSet},
};
use tokio_rustls::TlsAcceptor;

/// What happens to the next mail for a recipient.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// The recipient is answered with this.
    Recipient(&'static str),
    /// The message is answered with this.
    Message(&'static str),
    /// The message is taken, and the connection ends without an answer.
    CloseAfterData,
    /// The message is taken and answered, and then the connection ends.
    CloseAfterAnswer,
    /// The message is taken, and never answered.
    HangAfterData,
    /// The message is taken, and answered only when [`SmtpServer::release`] is called.
    HoldAfterData,
    /// The recipient is never answered.
    HangAtRecipient,
}

/// A mail that came in.
#[derive(Debug, Clone)]
pub struct Received {
    pub from: String,
    pub to: String,
    /// Headers and body, as they came.
    pub data: String,
    pub encrypted: bool,
}

pub struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

/// How the server keeps to itself.
#[derive(Default)]
pub struct Demands {
    /// Offers STARTTLS.
    pub tls: Option<TlsAcceptor>,
    /// Speaks TLS from the first byte.
    pub tls_at_once: bool,
    /// Takes mail only from whoever signs in so.
    pub login: Option<(&'static str, &'static str)>,
}

struct Shared {
    received: Mutex<Vec<Received>>,
    rules: Mutex<HashMap<String, VecDeque<Rule>>>,
    connections: AtomicUsize,
    came: Notify,
    released: Notify,
    demands: Demands,
}

impl SmtpServer {
    pub async fn start() -> Self {
        Self::demanding(Demands::default()).await
    }

    pub async fn demanding(demands: Demands) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let shared = Shared {
            received: Mutex::default(),
            rules: Mutex::default(),
            connections: AtomicUsize::new(0),
            came: Notify::new(),
            released: Notify::new(),
            demands,
        };
        Self::serve(listener, Arc::new(shared))
    }

    fn serve(listener: TcpListener, shared: Arc<Shared>) -> Self {
        let address = listener.local_addr().unwrap();
        let serving = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Self { address, shared, serving }
    }

    /// Takes no connection any more and ends those that there are.
    pub async fn down(&mut self) {
        self.serving.abort();
        let _ = (&mut self.serving).await;
    }

    /// Comes back at the same address.
    pub async fn up(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        *self = Self::serve(listener, Arc::clone(&self.shared));
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What happens to the next mails for a recipient, one after the other.
    pub fn rule(&self, recipient: &str, rules: &[Rule]) {
        self.shared.rules.lock().unwrap().insert(recipient.to_owned(), rules.iter().copied().collect());
    }

    /// All that came in, in this order, answered or not.
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// How often somebody has connected.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// Waits until so many mails have come in.
    pub async fn wait_for(&self, mails: usize) {
        let all = async {
            loop {
                let came = self.shared.came.notified();
                if self.received().len() >= mails {
                    return;
                }
                came.await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), all).await.expect("the mails come in");
    }

    /// Answers the message that is held.
    pub fn release(&self) {
        self.shared.released.notify_one();
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Received {
    /// A header's value, unfolded.
    pub fn header(&self, name: &str) -> String {
        let head = self.data.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
        let prefix = format!("{name}: ");
        head.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap_or_default().to_owned()
    }

    /// The token of the link in it.
    pub fn token(&self) -> String {
        let plain = self.data.replace("=\r\n", "");
        let links = ["/invitation#", "/password-reset#", "/email-change#"];
        let (_, rest) = links.into_iter().find_map(|link| plain.split_once(link)).expect("a link");
        rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')).collect()
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    // Dropped with this task, and with it every connection.
    let mut conversations = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        shared.connections.fetch_add(1, Ordering::SeqCst);
        let shared = Arc::clone(&shared);
        conversations.spawn(async move {
            let acceptor = shared.demands.tls.clone();
            if shared.demands.tls_at_once {
                if let Ok(stream) = acceptor.unwrap().accept(stream).await {
                    talk(stream, &shared, true, true).await;
                }
            } else if let Some(stream) = talk(stream, &shared, true, false).await
                && let Ok(stream) = acceptor.unwrap().accept(stream).await
            {
                talk(stream, &shared, false, true).await;
            }
        });
    }
}

/// Speaks SMTP until the end, or until the other side wants TLS: then gives the stream back.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    shared: &Shared,
    greet: bool,
    encrypted: bool,
) -> Option<S> {
    let mut stream = BufReader::new(stream);
    let (mut from, mut to) = (String::new(), String::new());
    let mut signed_in = shared.demands.login.is_none();
    if greet {
        say(&mut stream, "220 mail.example").await?;
    }
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        let command = line.split([' ', ':']).next().unwrap().to_ascii_uppercase();
        match command.as_str() {
            "EHLO" => {
                let mut features = vec!["mail.example", "8BITMIME"];
                if shared.demands.tls.is_some() && !encrypted {
                    features.push("STARTTLS");
                }
                if shared.demands.login.is_some() {
                    features.push("AUTH PLAIN");
                }
                let last = features.pop().unwrap();
                let lines: String = features.iter().map(|feature| format!("250-{feature}\r\n")).collect();
                say(&mut stream, &format!("{lines}250 {last}")).await?;
            }
            "STARTTLS" => {
                say(&mut stream, "220 go on").await?;
                return Some(stream.into_inner());
            }
            "AUTH" => {
                let (name, password) = shared.demands.login.unwrap();
                let right = BASE64_STANDARD.encode(format!("\0{name}\0{password}"));
                signed_in = line == format!("AUTH PLAIN {right}");
                say(&mut stream, if signed_in { "235 welcome" } else { "535 wrong name or password" }).await?;
            }
            "MAIL" if !signed_in => say(&mut stream, "530 sign in first").await?,
            "MAIL" => {
                from = address(line);
                say(&mut stream, "250 ok").await?;
            }
            "RCPT" => {
                to = address(line);
                match shared.rule(&to, |rule| matches!(rule, Rule::Recipient(_) | Rule::HangAtRecipient)) {
                    Some(Rule::Recipient(answer)) => say(&mut stream, answer).await?,
                    Some(_) => std::future::pending().await,
                    None => say(&mut stream, "250 ok").await?,
                }
            }
            "DATA" => {
                say(&mut stream, "354 go on").await?;
                let data = data(&mut stream).await?;
                let mail = Received { from: from.clone(), to: to.clone(), data, encrypted };
                shared.received.lock().unwrap().push(mail);
                shared.came.notify_waiters();
                match shared.rule(&to, |_| true) {
                    Some(Rule::Message(answer)) => say(&mut stream, answer).await?,
                    Some(Rule::CloseAfterData) => return None,
                    Some(Rule::CloseAfterAnswer) => {
                        say(&mut stream, "250 taken").await?;
                        return None;
                    }
                    Some(Rule::HangAfterData) => std::future::pending().await,
                    Some(Rule::HoldAfterData) => {
                        shared.released.notified().await;
                        say(&mut stream, "250 taken at last").await?;
                    }
                    _ => say(&mut stream, "250 taken").await?,
                }
            }
            "QUIT" => {
                say(&mut stream, "221 bye").await?;
                return None;
            }
            _ => say(&mut stream, "502 what?").await?,
        }
    }
}

impl Shared {
    /// The next rule for a recipient, if it is one of these.
    fn rule(&self, recipient: &str, these: impl FnOnce(&Rule) -> bool) -> Option<Rule> {
        let mut rules = self.rules.lock().unwrap();
        rules.get_mut(recipient)?.pop_front_if(|rule| these(rule))
    }
}

async fn say<S: AsyncWrite + Unpin>(stream: &mut S, line: &str) -> Option<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await.ok()?;
    stream.flush().await.ok()
}

/// The message up to its lone dot.
async fn data<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(data);
        }
        data.push_str(line.strip_prefix('.').filter(|rest| rest.len() > 2).unwrap_or(&line));
    }
}

/// What stands between the angle brackets.
fn address(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
