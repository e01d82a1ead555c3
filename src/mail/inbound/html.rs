//! The HTML of a mail, made harmless: from a short list of elements, without links, pictures, styles or anything that runs
//! or loads. Shown on demand alone; what a mail says is its text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ammonia::Builder;
use mail_parser::{MessageParser, PartType};

use super::{limits::check, read::is_shown};

/// Longer pages aren't laid out. Octets.
const LONGEST: usize = 256 << 10;
/// Elements of a page, at most: the time to lay them out grows with the square of how many stand within each other.
const MOST_TAGS: usize = 6_000;
/// An element of formatting that stays open is opened again in each paragraph that follows: the parser's work, and its
/// memory, grow with the product of both.
const MOST_WORK: usize = 1_000_000;

/// What stays: structure and emphasis.
const TAGS: [&str; 36] = [
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
/// What goes with everything in it.
const GONE: [&str; 14] = [
    "script", "style", "title", "noscript", "template", "svg", "math", "object", "iframe", "textarea", "select",
    "button", "audio", "video",
];
/// Elements that the parser opens again.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// The page of a mail, harmless; none when it has none, or one that is built to do harm.
#[must_use]
pub fn html_of(raw: &[u8]) -> Option<String> {
    check(raw).ok()?;
    catch_unwind(AssertUnwindSafe(|| page_of(raw))).ok().flatten()
}

fn page_of(raw: &[u8]) -> Option<String> {
    let message = MessageParser::default().parse(raw)?;
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html.as_ref()),
        _ => None,
    });
    html.filter(|html| is_bearable(html)).map(harmless).filter(|html| !html.trim().is_empty())
}

fn is_bearable(html: &str) -> bool {
    let names = html.split('<').skip(1).map(|tag| tag.split(|sign: char| !sign.is_ascii_alphanumeric()).next());
    let (mut formatting, mut others) = (1_usize, 1_usize);
    for name in names.flatten() {
        let formats = FORMATTING.iter().any(|known| name.eq_ignore_ascii_case(known));
        *(if formats { &mut formatting } else { &mut others }) += 1;
    }
    html.len() <= LONGEST && formatting + others <= MOST_TAGS && formatting * others <= MOST_WORK
}

/// Allowed is what is on the list, nothing else.
fn harmless(html: &str) -> String {
    let plain: String = html.chars().filter(|sign| is_shown(*sign)).collect();
    Builder::empty()
        .tags(TAGS.into())
        .clean_content_tags(GONE.into())
        .tag_attributes([("td", ["colspan", "rowspan"].into()), ("th", ["colspan", "rowspan"].into())].into())
        .strip_comments(true)
        .clean(&plain)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(html: &str) -> Vec<u8> {
        let head =
            "From: a@loin.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
        format!("{head}{html}").into_bytes()
    }

    fn shown(html: &str) -> String {
        html_of(&mail(html)).unwrap_or_default()
    }

    #[test]
    fn structure_and_emphasis_stay() {
        let page = "<h1>Bonjour</h1><p>Un <b>devis</b>, <em>vite</em>.</p><table><tr><td colspan=\"2\" style=\"x\">12 €</td></tr></table>";
        assert_eq!(
            shown(page),
            "<h1>Bonjour</h1><p>Un <b>devis</b>, <em>vite</em>.</p><table><tbody><tr><td colspan=\"2\">12 €</td></tr></tbody></table>"
        );
    }

    #[test]
    fn attack_01_active_html_renders_inert_from_an_allow_list() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">clic</a>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "<svg><script>alert(1)</script><animate onbegin=alert(1)></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<form action=\"https://loin.example\"><input name=password><button>OK</button></form>",
            "<p onclick=alert(1) style=\"position:fixed\" id=a class=b>x</p>",
            "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe><object data=x></object><embed src=x>",
            "<meta http-equiv=refresh content=\"0;url=https://loin.example\"><base href=\"https://loin.example\">",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
            "<template><script>alert(1)</script></template>",
            "<p\u{0}onmouseover=alert(1)>x</p>",
        ];
        for html in hostile {
            let page = shown(&format!("<p>avant</p>{html}"));
            assert!(page.starts_with("<p>avant</p>"), "{html}: {page}");
            for tag in page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
                let name = tag.trim_start_matches('/');
                assert!(TAGS.contains(&name), "{html} leaves <{tag}>");
            }
        }
    }

    #[test]
    fn attack_03_nothing_remote_is_named() {
        let remote = [
            "<img src=\"https://loin.example/1.png\" srcset=\"https://loin.example/2.png 2x\">",
            "<style>@import url(https://loin.example/a.css); p { background: url(https://loin.example/b) }</style>",
            "<link rel=prefetch href=\"https://loin.example/c\"><link rel=stylesheet href=\"//loin.example/d\">",
            "<table background=\"https://loin.example/e\"><tr><td style=\"background:url(https://loin.example/f)\">x</table>",
            "<video poster=\"https://loin.example/g\" src=\"https://loin.example/h\"></video>",
            "<a href=\"https://loin.example/i\" ping=\"https://loin.example/j\">x</a>",
        ];
        for html in remote {
            assert!(!shown(&format!("<p>x</p>{html}")).contains("loin.example"), "{html}");
        }
    }

    #[test]
    fn a_page_that_is_built_to_stall_the_parser_is_not_laid_out() {
        let fonts: String = (0..1_500).map(|number| format!("<font x={number}>")).collect();
        assert_eq!(html_of(&mail(&format!("{fonts}{}", "<p>x".repeat(2_000)))), None);
        assert_eq!(html_of(&mail(&"<div>".repeat(MOST_TAGS + 1))), None);
        assert_eq!(html_of(&mail(&"x".repeat(LONGEST + 1))), None);
        assert!(html_of(&mail(&format!("{}x", "<div>".repeat(MOST_TAGS - 10)))).is_some(), "deep is no harm");
    }

    #[test]
    fn a_mail_without_a_page_has_none() {
        assert_eq!(html_of(b"From: a@b.example\r\nSubject: x\r\n\r\n<b>texte</b>"), None);
        assert_eq!(html_of(b""), None);
    }
}
