//! Every page in both languages: it renders, says everything, holds no inline code, and the languages have the same texts.

use std::{collections::BTreeSet, fs, path::Path};

use super::*;

const LANGS: [Lang; 2] = [Lang::Fr, Lang::En];

/// All example pages; kept as files for a browser when `VIGIE_UI_DIR` names a folder.
fn pages() -> Vec<(Lang, Example)> {
    let pages: Vec<_> =
        LANGS.into_iter().flat_map(|lang| all(lang).unwrap().into_iter().map(move |page| (lang, page))).collect();
    if let Some(folder) = std::env::var_os("VIGIE_UI_DIR") {
        let folder = Path::new(&folder);
        fs::create_dir_all(folder.join("static")).unwrap();
        for (lang, page) in &pages {
            fs::create_dir_all(folder.join(lang.as_str())).unwrap();
            fs::write(folder.join(lang.as_str()).join(format!("{}.html", page.name)), &page.html).unwrap();
            for name in asset_names(&page.html) {
                fs::write(folder.join("static").join(&name), crate::web::assets::find(&name).unwrap().bytes).unwrap();
            }
        }
    }
    pages
}

fn asset_names(html: &str) -> BTreeSet<String> {
    html.split("\"/static/").skip(1).filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_text_of_every_page_exists_in_both_languages() {
    for (lang, page) in pages() {
        let missing: Vec<&str> =
            page.html.split('‹').skip(1).filter_map(|rest| rest.split_once('›')).map(|(key, _)| key).collect();
        assert!(missing.is_empty(), "{} in {lang}: {missing:?}", page.name);
    }
}

#[test]
fn no_page_holds_inline_code_or_a_foreign_resource() {
    for (lang, page) in pages() {
        let html = &page.html;
        for bad in ["<style", " style=", "javascript:", " onclick=", " onload=", " onsubmit=", "<iframe", "src=\"http"]
        {
            assert!(!html.contains(bad), "{} in {lang} holds {bad}", page.name);
        }
        assert!(!html.replace("<script src=", "").contains("<script"), "{} in {lang}: inline script", page.name);
        for link in html.split("<link ").skip(1) {
            assert!(link.contains("href=\"/static/"), "{} in {lang}: a style sheet or icon from elsewhere", page.name);
        }
    }
}

#[test]
fn every_asset_that_a_page_names_is_served() {
    for (_, page) in pages() {
        for name in asset_names(&page.html) {
            assert!(crate::web::assets::find(&name).is_some(), "{}: {name}", page.name);
        }
    }
}

#[test]
fn every_id_of_a_page_is_unique_and_every_label_leads_to_a_field() {
    for (lang, page) in pages() {
        let ids: Vec<&str> =
            page.html.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        let twice: Vec<&&str> = ids.iter().filter(|id| ids.iter().filter(|other| other == id).count() > 1).collect();
        assert!(twice.is_empty(), "{} in {lang}: {twice:?}", page.name);
        for wanted in [" for=\"", "href=\"#", "aria-labelledby=\"", "data-copy=\""] {
            for target in page.html.split(wanted).skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id) {
                assert!(unique.contains(target), "{} in {lang}: {wanted}{target} leads nowhere", page.name);
            }
        }
    }
}

/// Keys of one file of texts, with the variables that each uses.
fn keys(path: &Path) -> BTreeSet<(String, BTreeSet<String>)> {
    let text = fs::read_to_string(path).unwrap();
    let mut keys: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" =") {
            Some((key, value)) if !line.starts_with(' ') => keys.push((key.to_owned(), value.to_owned())),
            _ => {
                if let Some((_, value)) = keys.last_mut() {
                    value.push_str(line);
                }
            }
        }
    }
    let variables = |value: &str| {
        let after = value.split('$').skip(1);
        after.map(|rest| rest.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect()).collect()
    };
    keys.into_iter().map(|(key, value)| (key, variables(&value))).collect()
}

#[test]
fn both_languages_have_the_same_files_keys_and_variables_and_no_key_twice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n/locales");
    let files = |lang: &str| -> BTreeSet<_> {
        fs::read_dir(folder.join(lang)).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    };
    assert_eq!(files("fr"), files("en"));
    let mut seen = BTreeSet::new();
    for file in files("fr") {
        let (fr, en) = (keys(&folder.join("fr").join(&file)), keys(&folder.join("en").join(&file)));
        let apart: Vec<_> = fr.symmetric_difference(&en).collect();
        assert!(apart.is_empty(), "{}: {apart:?}", file.display());
        for (key, _) in fr {
            assert!(seen.insert(key.clone()), "{}: {key} is written twice", file.display());
        }
    }
}

/// Every file below `folder` that ends in one of `endings`, as one text.
fn read_all(folder: &Path, endings: &[&str]) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&read_all(&path, endings));
        } else if path.extension().is_some_and(|end| endings.iter().any(|one| end == *one)) {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    text
}

fn keys_of(file: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n/locales/fr").join(file);
    keys(&path).into_iter().map(|(key, _)| key).collect()
}

fn every_key() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n/locales/fr");
    fs::read_dir(folder).unwrap().flat_map(|entry| keys_of(entry.unwrap().file_name().to_str().unwrap())).collect()
}

#[test]
fn every_text_that_a_template_or_the_code_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let source = ["web", "desk", "jobs", "mail"].map(|room| read_all(&root.join(room), &["html", "rs"])).concat();
    let known = every_key();
    let mut missing = BTreeSet::new();
    for call in ["say(\"", "page.with(\"", ".count(\"", "with_text(\"", "tell(\"", "text_id: \"", "present::clock(\""] {
        let named = source.split(call).skip(1).filter_map(|rest| rest.split_once('"')).map(|(key, _)| key);
        missing.extend(named.filter(|key| key.contains('-') && !known.contains(*key)));
    }
    assert!(missing.is_empty(), "no text for {missing:?}");
}

#[test]
fn no_text_of_a_page_is_left_over() {
    let source = read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &["html", "rs"]);
    let quoted: BTreeSet<&str> = source.split('"').collect();
    // Keys put together from a word of a vocabulary, a status or a number.
    let composed = "sector- condition- vetting- profile- from- decline- mission-step- since- error- recognise- privacy- accessibility- \
                    method- refused- time-short done- call-again- agreed- next- disposition- part- offer-rule- mission-report- \
                    track-status- track-next- track-path- party- entry- alarm- retention- offer-travel- outcome- technique- \
                    expiring- terms- offer-fact- offer-language- machine-sign-";
    for file in ["public.ftl", "console.ftl", "provider.ftl", "errors.ftl", "desk.ftl"] {
        for key in keys_of(file) {
            let used =
                quoted.contains(key.as_str()) || composed.split_whitespace().any(|prefix| key.starts_with(prefix));
            assert!(used, "{file}: nothing says {key}");
        }
    }
}
