//! Asks clamd about a file: its own protocol (`INSTREAM`), over a socket of this machine or TCP. Nothing of the file is
//! told to anybody else, and nothing is deleted by what it says.

use std::{
    fmt,
    io::{self, Read, Write},
    net::{TcpStream, ToSocketAddrs},
    os::unix::net::UnixStream,
    path::PathBuf,
    str::FromStr,
    time::Duration,
};

/// Until clamd takes the connection.
const CONNECT: Duration = Duration::from_secs(10);
/// Until it takes the next piece, or answers.
const ANSWER: Duration = Duration::from_secs(300);
const PIECE: usize = 64 * 1024;
/// Longest answer that is read.
const LONGEST: u64 = 1024;

/// Where clamd listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clamd {
    /// `unix:/run/clamav/clamd.ctl`
    Unix(PathBuf),
    /// `tcp:HOST:PORT`
    Tcp(String),
}

/// That is no address of clamd.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("write it like unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310")]
pub struct NoAddress;

impl FromStr for Clamd {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port > 0);
        match text.split_once(':') {
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(path.into())),
            Some(("tcp", rest))
                if rest.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && is_port(port)) =>
            {
                Ok(Self::Tcp(rest.to_owned()))
            }
            _ => Err(NoAddress),
        }
    }
}

impl fmt::Display for Clamd {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(out, "unix:{}", path.display()),
            Self::Tcp(address) => write!(out, "tcp:{address}"),
        }
    }
}

/// What clamd says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It knows nothing bad of it.
    Clean,
    /// It knows it, by this name.
    Found(String),
    /// It couldn't look at it, and why.
    Failed(String),
}

trait Talk: Read + Write {}
impl<T: Read + Write> Talk for T {}

impl Clamd {
    fn connect(&self) -> io::Result<Box<dyn Talk>> {
        match self {
            Self::Unix(path) => {
                let socket = UnixStream::connect(path)?;
                socket.set_read_timeout(Some(ANSWER))?;
                socket.set_write_timeout(Some(ANSWER))?;
                Ok(Box::new(socket))
            }
            Self::Tcp(address) => {
                let found = address.to_socket_addrs()?.next();
                let found = found.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such host"))?;
                let socket = TcpStream::connect_timeout(&found, CONNECT)?;
                socket.set_read_timeout(Some(ANSWER))?;
                socket.set_write_timeout(Some(ANSWER))?;
                Ok(Box::new(socket))
            }
        }
    }

    /// Is it there?
    ///
    /// # Errors
    /// It isn't.
    pub fn ping(&self) -> io::Result<()> {
        let mut socket = self.connect()?;
        socket.write_all(b"zPING\0")?;
        match answer(&mut *socket)?.as_str() {
            "PONG" => Ok(()),
            other => Err(io::Error::other(format!("it answers {other:?}"))),
        }
    }

    /// Has it look at everything that can be read.
    ///
    /// # Errors
    /// It doesn't answer, or the file can't be read.
    pub fn scan(&self, from: &mut impl Read) -> io::Result<Verdict> {
        let mut socket = self.connect()?;
        match send(&mut *socket, from) {
            Ok(()) => Ok(verdict(&answer(&mut *socket)?)),
            // It says why before it hangs up on a file that is too large for it.
            Err(error) => match answer(&mut *socket) {
                Ok(said) if !said.is_empty() => Ok(verdict(&said)),
                _ => Err(error),
            },
        }
    }
}

fn send(socket: &mut dyn Talk, from: &mut impl Read) -> io::Result<()> {
    socket.write_all(b"zINSTREAM\0")?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = from.read(&mut piece)?;
        socket.write_all(&u32::try_from(read).unwrap_or(0).to_be_bytes())?;
        if read == 0 {
            return socket.flush();
        }
        socket.write_all(&piece[..read])?;
    }
}

/// Up to the NUL that ends it.
fn answer(socket: &mut dyn Talk) -> io::Result<String> {
    let mut said = Vec::new();
    for octet in io::BufReader::new(socket.take(LONGEST)).bytes() {
        match octet? {
            0 => break,
            other => said.push(other),
        }
    }
    Ok(String::from_utf8_lossy(&said).trim().to_owned())
}

fn verdict(said: &str) -> Verdict {
    let about = said.strip_prefix("stream: ").unwrap_or(said);
    let plain = |text: &str| text.chars().filter(|sign| !sign.is_control()).take(200).collect::<String>();
    match about.strip_suffix(" FOUND") {
        Some(name) => Verdict::Found(plain(name)),
        None if about == "OK" => Verdict::Clean,
        None => Verdict::Failed(plain(about)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_socket_or_a_host_with_its_port() {
        for good in ["unix:/run/clamav/clamd.ctl", "tcp:127.0.0.1:3310", "tcp:[::1]:3310", "tcp:scanner:3310"] {
            assert_eq!(good.parse::<Clamd>().map(|found| found.to_string()), Ok(good.to_owned()));
        }
        for bad in ["", "unix:run/x", "tcp:", "tcp:host", "tcp::3310", "tcp:host:0", "tcp:host:x", "http://x:1"] {
            assert_eq!(bad.parse::<Clamd>(), Err(NoAddress), "{bad}");
        }
    }

    #[test]
    fn what_clamd_says_is_understood() {
        assert_eq!(verdict("stream: OK"), Verdict::Clean);
        assert_eq!(verdict("stream: Vigie.Test.A-1 FOUND"), Verdict::Found("Vigie.Test.A-1".into()));
        let limit = "INSTREAM size limit exceeded. ERROR";
        assert_eq!(verdict(limit), Verdict::Failed(limit.into()));
        assert_eq!(verdict(""), Verdict::Failed(String::new()));
    }
}
