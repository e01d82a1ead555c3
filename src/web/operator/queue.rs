//! The queue: filters in the address, by deadline and priority.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use uuid::Uuid;
use vigie_domain::{
    search_words::search_words,
    vocabulary::{Channel, IncidentState, Severity},
};

use crate::{
    app::App,
    desk::{self, DeskError},
    store::{
        entity::{deadline, incident, user_account},
        find::{self, QueueFilter, QueueOrder},
    },
    web::{
        access::Reader,
        error::WebError,
        form::value,
        frame::{self, Times, html, query},
        present,
        view::{
            clock::Clock,
            console::{FilterList, Queue, QueueRow, QueueRows, SavedView},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// Cases on one page.
const PAGE: u64 = 50;
/// States in which somebody must still do something.
const GOING: [IncidentState; 6] = [
    IncidentState::Received,
    IncidentState::Unverified,
    IncidentState::Open,
    IncidentState::Offering,
    IncidentState::Assigned,
    IncidentState::Following,
];

type Pairs = Vec<(String, String)>;

/// `GET /queue`
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let pairs = actix_web::web::Query::<Pairs>::from_query(request.query_string()).map(|query| query.into_inner());
    let pairs: Pairs = pairs.unwrap_or_default();
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let filter = filter_of(&pairs, reader.0.id.0);
    let db = app.store.reader();
    let mut cases = find::queue(db, &filter, PAGE + 1).await.map_err(DeskError::from)?;
    let veil = desk::Veil::of(&app, &reader.0).await?;
    // Words are found in what the reader may not see: then not even that it is there.
    cases.retain(|case| filter.words.is_empty() && filter.category.is_none() || !veil.covers(case.id));
    cases.iter_mut().for_each(|case| veil.over(case));
    let has_more = cases.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    cases.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let more = cases.last().filter(|_| has_more).map(|last| link_with(&pairs, "before", &last.received_at.to_string()));
    let users = find::users(db).await.map_err(DeskError::from)?;
    let looking = who_looks(&app, &cases, reader.0.id.0).await?;
    let rows = rows(&app, &cases, &users, &looking, &times).await?;
    if query(&request, "part").as_deref() == Some("rows") {
        return html(&QueueRows { page, rows, more, first_run: false });
    }
    let counts = find::state_counts(db).await.map_err(DeskError::from)?;
    let counted = |states: &[IncidentState]| -> usize {
        let named = counts.iter().filter(|count| states.iter().any(|state| state.as_str() == count.state));
        named.map(|count| usize::try_from(count.cases).unwrap_or(0)).sum()
    };
    let total = if filter.states.is_empty() {
        counts.iter().map(|count| usize::try_from(count.cases).unwrap_or(0)).sum()
    } else {
        let states: Vec<IncidentState> = filter.states.iter().filter_map(|state| state.parse().ok()).collect();
        counted(&states)
    };
    let kept = desk::preferences_of(&app, reader.0.id.0).await?;
    let query = query_of(&pairs);
    let view = Queue {
        staff: frame::staff(&request, &app, &reader.0, Section::Queue).await?,
        views: [views(&page, &pairs, &counted), kept_views(&kept, &query)].concat(),
        keep: (!query.is_empty() && kept.views.iter().all(|view| view.query != query)).then_some(query),
        filters: Filled::from_pairs(pairs.iter().cloned()),
        lists: lists(&app, &page, &users, &times),
        rows,
        total,
        more,
        first_run: counts.is_empty(),
        live: Some(link_with(&pairs, "part", "rows")),
        page,
    };
    let mut response = html(&view)?;
    frame::keep_lang(&request, &mut response);
    Ok(response)
}

fn filter_of(pairs: &Pairs, me: Uuid) -> QueueFilter {
    let one = |name: &str| Some(value(pairs, name).to_owned()).filter(|text| !text.is_empty());
    let states = match value(pairs, "state") {
        "" if value(pairs, "q").is_empty() => GOING.iter().map(|state| state.as_str().to_owned()).collect(),
        "" | "all" => Vec::new(),
        listed => listed.split('|').map(str::to_owned).collect(),
    };
    let owner = match value(pairs, "owner") {
        "me" => Some(me),
        other => other.parse().ok(),
    };
    QueueFilter {
        states,
        category: one("category"),
        severity: one("severity"),
        department: one("department"),
        owner,
        words: search_words(value(pairs, "q")),
        before: value(pairs, "before").parse().ok(),
        since: None,
        order: match value(pairs, "sort") {
            _ if !value(pairs, "before").is_empty() => QueueOrder::Newest,
            "newest" => QueueOrder::Newest,
            "deadline" => QueueOrder::Deadline,
            _ => QueueOrder::Priority,
        },
    }
}

/// The same address with one value changed.
fn link_with(pairs: &Pairs, name: &str, value: &str) -> String {
    let kept = pairs.iter().filter(|(key, _)| key != name && key != "part" && key != "done");
    let all = kept.map(|(key, value)| (key.as_str(), value.as_str())).chain([(name, value)]);
    let query: Vec<String> = all
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| format!("{}={}", crate::web::error::encode(key), crate::web::error::encode(value)))
        .collect();
    format!("/queue?{}", query.join("&"))
}

fn views(page: &Page, pairs: &Pairs, counted: &dyn Fn(&[IncidentState]) -> usize) -> Vec<SavedView> {
    let (state, owner) = (value(pairs, "state"), value(pairs, "owner"));
    let waiting = [IncidentState::Received, IncidentState::Unverified];
    let searching = [IncidentState::Open, IncidentState::Offering];
    let is_plain = state.is_empty() && owner.is_empty();
    vec![
        SavedView {
            label: page.say("view-going"),
            link: "/queue".into(),
            count: Some(counted(&GOING)),
            current: is_plain,
        },
        SavedView {
            label: page.say("view-to-call"),
            link: "/queue?state=received|unverified".into(),
            count: Some(counted(&waiting)),
            current: state == "received|unverified",
        },
        SavedView {
            label: page.say("view-without-provider"),
            link: "/queue?state=open|offering".into(),
            count: Some(counted(&searching)),
            current: state == "open|offering",
        },
        SavedView { label: page.say("view-mine"), link: "/queue?owner=me".into(), count: None, current: owner == "me" },
        SavedView {
            label: page.say("view-all"),
            link: "/queue?state=all".into(),
            count: None,
            current: state == "all",
        },
    ]
}

/// The filters as they stand in the address, without what belongs to this one view of them.
fn query_of(pairs: &Pairs) -> String {
    let kept = pairs.iter().filter(|(key, value)| {
        ["state", "severity", "category", "department", "owner", "q", "sort"].contains(&key.as_str())
            && !value.is_empty()
    });
    let parts: Vec<String> = kept
        .map(|(key, value)| format!("{}={}", crate::web::error::encode(key), crate::web::error::encode(value)))
        .collect();
    parts.join("&")
}

/// The views that this person keeps.
fn kept_views(kept: &desk::Preferences, query: &str) -> Vec<SavedView> {
    let view = |kept: &desk::SavedView| SavedView {
        label: kept.name.clone(),
        link: format!("/queue?{}", kept.query),
        count: None,
        current: kept.query == query,
    };
    kept.views.iter().map(view).collect()
}

/// Who else looks at these cases now.
async fn who_looks(app: &App, cases: &[incident::Model], me: Uuid) -> Result<HashMap<Uuid, Uuid>, WebError> {
    let ids: Vec<Uuid> = cases.iter().map(|case| case.id).collect();
    let here = desk::present_at_any(app, &ids).await?;
    Ok(here.into_iter().filter(|(_, person)| *person != me).collect())
}

fn lists(app: &App, page: &Page, users: &[user_account::Model], times: &Times) -> Vec<FilterList> {
    let set = app.playbooks.live();
    let label = |vocabulary: &str, word: &str| Choice::new(word, &page.label(vocabulary, word));
    let categories = set.playbooks().map(|playbook| Choice::new(&playbook.id, playbook.title.in_lang(times.lang)));
    let people = users.iter().map(|user| Choice::new(&user.id.simple().to_string(), &user.name));
    let in_remit =
        vigie_domain::intake::Department::all().iter().filter(|found| app.config.desk.is_in_remit(found.code));
    vec![
        FilterList {
            name: "state",
            label: "queue-filter-state",
            choices: IncidentState::ALL.iter().map(|state| label("state", state.as_str())).collect(),
        },
        FilterList {
            name: "severity",
            label: "queue-filter-severity",
            choices: Severity::ALL.iter().map(|severity| label("severity", severity.as_str())).collect(),
        },
        FilterList { name: "category", label: "queue-filter-category", choices: categories.collect() },
        FilterList {
            name: "department",
            label: "queue-filter-department",
            choices: in_remit.map(|found| Choice::new(found.code, &present::department_name(found.code))).collect(),
        },
        FilterList { name: "owner", label: "queue-filter-owner", choices: people.collect() },
    ]
}

/// As many statements for any number of rows: their next deadlines at once.
async fn rows(
    app: &App,
    cases: &[incident::Model],
    users: &[user_account::Model],
    looking: &HashMap<Uuid, Uuid>,
    times: &Times,
) -> Result<Vec<QueueRow>, WebError> {
    let ids: Vec<Uuid> = cases.iter().map(|case| case.id).collect();
    let db = app.store.reader();
    let running = find::running_deadlines(db, &ids).await.map_err(DeskError::from)?;
    let mut next: HashMap<Uuid, deadline::Model> = HashMap::new();
    for row in running {
        next.entry(row.incident_id).or_insert(row);
    }
    let names: HashMap<Uuid, String> = users.iter().map(|user| (user.id, user.name.clone())).collect();
    let looks = |case: &incident::Model| looking.get(&case.id).and_then(|person| names.get(person).cloned());
    let shown = cases.iter().map(|case| QueueRow { looking: looks(case), ..row(app, case, &next, &names, times) });
    Ok(shown.collect())
}

fn row(
    app: &App,
    case: &incident::Model,
    next: &HashMap<Uuid, deadline::Model>,
    names: &HashMap<Uuid, String>,
    times: &Times,
) -> QueueRow {
    let set = app.playbooks.live();
    QueueRow {
        link: format!("/incidents/{}", case.reference),
        reference: case.reference.clone(),
        title: present::category_title(&set, &case.category, times),
        organisation: Some(case.organisation.clone()).filter(|name| !name.is_empty()),
        place: present::place(case.commune.as_deref(), &case.department),
        priority: u8::try_from(case.priority).unwrap_or(4),
        severity: case.severity.parse().unwrap_or(Severity::Medium),
        state: case.state.parse().unwrap_or(IncidentState::Open),
        channel: case.channel.parse().unwrap_or(Channel::Web),
        exercise: case.exercise,
        fresh: matches!(case.state.as_str(), "received" | "unverified"),
        owner: case.owner.and_then(|id| names.get(&id).cloned()),
        looking: None,
        received: times.short(case.received_at),
        received_machine: times.machine(case.received_at),
        clock: clock_of(app, case, next.get(&case.id), times),
    }
}

/// The clock that runs out first: the desk's own first contact, else the next legal one.
fn clock_of(app: &App, case: &incident::Model, legal: Option<&deadline::Model>, times: &Times) -> Option<Clock> {
    if case.first_contact_at.is_none() && matches!(case.state.as_str(), "received" | "unverified") {
        return Some(present::clock("clock-first-contact", case.received_at, case.first_contact_due, times));
    }
    let legal = legal?;
    let clock = present::clock("clock-legal", legal.start_at, legal.due_at?, times);
    let title = app.law.get(&legal.clock).map(|law| law.title.in_lang(times.lang).to_owned());
    Some(Clock { label: title.unwrap_or(clock.label), ..clock })
}
