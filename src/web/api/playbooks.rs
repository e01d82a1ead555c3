//! The live playbooks: what categories there are, what each asks and needs.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde_json::{Value, json};
use vigie_domain::playbook::document::{Playbook, Text};

use super::versions::tagged;
use crate::{
    app::App,
    web::{access::Partner, error::WebError},
};

/// `GET /api/v1/playbooks` (scope `read`)
pub async fn list(request: HttpRequest, app: Data<App>, partner: Partner) -> Result<HttpResponse, WebError> {
    partner.must("read")?;
    let set = app.playbooks.live();
    let items: Vec<Value> = set.playbooks().map(shown).collect();
    Ok(tagged(&request, &format!("\"{}\"", set.hash()), &json!({ "playbook_set": set.hash(), "items": items })))
}

fn both(text: &Text) -> Value {
    json!({"fr": text.fr, "en": text.en})
}

fn shown(one: &Playbook) -> Value {
    let questions = one.questions.iter().map(|question| json!({"fact": question.fact, "ask": both(&question.ask)}));
    json!({
        "id": one.id,
        "title": both(&one.title),
        "summary": both(&one.summary),
        "rsit": one.rsit,
        "questions": questions.collect::<Vec<_>>(),
        "skills": {"must": one.skills.must, "should": one.skills.should},
    })
}
