//! The forms of accounts and servers.

use super::mistake::Problem;

/// `@name:server`
pub(super) fn matrix_id(text: &str) -> Result<String, Problem> {
    let parts = text.strip_prefix('@').and_then(|rest| rest.split_once(':'));
    match parts {
        Some((name, server)) if !name.is_empty() && !name.contains(char::is_whitespace) && is_server_name(server) => {
            Ok(text.to_owned())
        }
        _ => Err(Problem::new(format!("must be an account like @anna:example.org, but is {text:?}"))),
    }
}

/// `example.org`, `example.org:8448`, `[::1]:8448`
pub(super) fn server_name(text: &str) -> Result<String, Problem> {
    if is_server_name(text) {
        return Ok(text.to_lowercase());
    }
    let problem = Problem::new(format!("must be the name of a server like example.org, but is {text:?}"));
    Err(match text.rsplit(['@', '/', ':']).find(|part| is_server_name(part)) {
        Some(part) if !part.bytes().all(|byte| byte.is_ascii_digit()) => problem.hint(format!("did you mean {part}?")),
        _ => problem,
    })
}

/// An account on any platform: Matrix ids must be whole, names of other platforms must not have spaces.
pub(super) fn account(text: &str) -> Result<String, Problem> {
    if text.contains([':', '@']) {
        return matrix_id(text);
    }
    if text.is_empty() || text.contains(char::is_whitespace) {
        return Err(Problem::new(format!("must be an account like @anna:example.org, but is {text:?}")));
    }
    Ok(text.to_owned())
}

/// The grammar of the Matrix specification, appendix "Server name".
fn is_server_name(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    let port_fits = port.is_none_or(|port| (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit()));
    let literal = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let host_fits = match literal {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            !host.is_empty()
                && host.len() <= 230
                && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
        }
    };
    port_fits && host_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_and_accounts_have_a_form() {
        for good in ["example.org", "localhost", "localhost:8448", "127.0.0.1", "[::1]", "[::1]:8448", "Example.ORG"] {
            assert_eq!(server_name(good), Ok(good.to_lowercase()));
            assert!(matrix_id(&format!("@anna:{good}")).is_ok(), "{good}");
        }
        for bad in
            ["", "https://example.org", "@anna:example.org", "#room:example.org", "a b", "example.org:x", "exämple"]
        {
            assert!(server_name(bad).is_err(), "{bad}");
        }
        for bad in ["", "anna", "anna:example.org", "@anna", "@:example.org", "@anna:", "@an na:example.org"] {
            assert!(matrix_id(bad).is_err(), "{bad}");
        }
        assert_eq!(account("anna"), Ok("anna".into()));
        assert!(account("anna@example.org").is_err());
    }
}
