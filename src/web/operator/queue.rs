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
        entity::{deadline, user_account},
        find::{self, CaseLine, Machines, Match, QueueFilter, QueueOrder, QueuePlace},
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
const PAGE: usize = 50;
/// Cases that are counted; beyond that « more than » is said.
const COUNTED: u64 = 1_000;
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
/// The next legal clock of cases.
type Clocks = HashMap<Uuid, deadline::Model>;

/// `GET /queue`
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let pairs = actix_web::web::Query::<Pairs>::from_query(request.query_string()).map(|query| query.into_inner());
    let pairs: Pairs = pairs.unwrap_or_default();
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let mut filter = filter_of(&pairs, reader.0.id.0);
    let veil = desk::Veil::of(&app, &reader.0).await?;
    // What the reader may not see of a case finds nothing: then not even that it is there.
    if !filter.words.is_empty() || filter.category.is_some() || filter.department.is_some() {
        filter.without = veil.covered();
    }
    let db = app.store.reader();
    let mut cases = find::queue(db, &filter, PAGE as u64 + 1).await.map_err(DeskError::from)?;
    cases.iter_mut().for_each(|case| veil.over(case));
    let has_more = cases.len() > PAGE;
    cases.truncate(PAGE);
    let next = next_clocks(&app, &cases).await?;
    let more = cases.last().filter(|_| has_more).map(|last| link_with(&pairs, "before", &place(last, &next)));
    let users = find::users(db).await.map_err(DeskError::from)?;
    let looking = who_looks(&app, &cases, reader.0.id.0).await?;
    let rows = rows(&app, &cases, (&next, &users, &looking), &times);
    if query(&request, "part").as_deref() == Some("rows") {
        return html(&QueueRows { page, rows, more, first_run: false });
    }
    let going = GOING.map(IncidentState::as_str);
    let counts = find::state_counts(db, &going).await.map_err(DeskError::from)?;
    let counted = |states: &[IncidentState]| -> usize {
        let named = counts.iter().filter(|count| states.iter().any(|state| state.as_str() == count.state));
        named.map(|count| usize::try_from(count.cases).unwrap_or(0)).sum()
    };
    let total = find::queue_length(db, &filter, COUNTED + 1).await.map_err(DeskError::from)?;
    let is_first_run = counts.is_empty() && !find::has_cases(db).await.map_err(DeskError::from)?;
    let kept = desk::preferences_of(&app, reader.0.id.0).await?;
    let query = query_of(&pairs);
    let machines = usize::try_from(find::machine_count(db).await.map_err(DeskError::from)?).unwrap_or(0);
    let view = Queue {
        staff: frame::staff(&request, &app, &reader.0, Section::Queue).await?,
        views: [views(&page, &pairs, &counted, machines), kept_views(&kept, &query)].concat(),
        keep: (!query.is_empty() && kept.views.iter().all(|view| view.query != query)).then_some(query),
        filters: Filled::from_pairs(pairs.iter().cloned()),
        lists: lists(&app, &page, &users, &times),
        rows,
        total: if total > COUNTED {
            page.count("queue-count-more", COUNTED as usize)
        } else {
            page.count("queue-count", total as usize)
        },
        more,
        first_run: is_first_run,
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
        "" if value(pairs, "signs") == "machine" => find::UNSEEN.map(str::to_owned).into(),
        "" if value(pairs, "q").is_empty() => GOING.iter().map(|state| state.as_str().to_owned()).collect(),
        "" | "all" => Vec::new(),
        listed => listed.split('|').map(str::to_owned).collect(),
    };
    let owner = match value(pairs, "owner") {
        "me" => Some(me),
        other => other.parse().ok(),
    };
    let filter = QueueFilter {
        states,
        category: one("category"),
        severity: one("severity"),
        department: one("department"),
        owner,
        words: search_words(value(pairs, "q")),
        by: Match::Beginning,
        newest_hits: None,
        before: None,
        since: None,
        machines: match (value(pairs, "signs"), value(pairs, "state")) {
            ("machine", _) => Machines::Alone,
            // Whoever looks for something, or for everything, finds them.
            (_, "all") => Machines::Among,
            _ if !value(pairs, "q").is_empty() => Machines::Among,
            _ => Machines::LeftOut,
        },
        without: Vec::new(),
        order: match value(pairs, "sort") {
            "newest" => QueueOrder::Newest,
            "deadline" => QueueOrder::Deadline,
            _ => QueueOrder::Priority,
        },
        after: None,
    };
    let narrow = ["state", "category", "severity", "department", "owner", "signs"];
    let words_alone = narrow.iter().all(|name| matches!(value(pairs, name), "" | "all"));
    let newest_hits = words_alone.then_some(COUNTED + 1);
    from(QueueFilter { newest_hits, ..filter }, value(pairs, "before"))
}

/// Begins the page after the place that the address tells, as [`place`] wrote it; a time alone pages newest first.
fn from(filter: QueueFilter, before: &str) -> QueueFilter {
    if let Ok(received_at) = before.parse() {
        return QueueFilter { order: QueueOrder::Newest, before: Some(received_at), ..filter };
    }
    let parts: Vec<&str> = before.split('.').collect();
    let after = match parts.as_slice() {
        [clock, priority, received_at, id] => read_place(clock, priority, received_at, id),
        _ => None,
    };
    QueueFilter { after, ..filter }
}

fn read_place(clock: &str, priority: &str, received_at: &str, id: &str) -> Option<QueuePlace> {
    let (clock, priority, received_at) = (clock.parse().ok()?, priority.parse().ok()?, received_at.parse().ok()?);
    Some(QueuePlace { clock, priority, received_at, id: id.parse().ok()? })
}

/// Where the next page goes on: all that an order looks at, of the last line.
fn place(last: &CaseLine, next: &Clocks) -> String {
    let legal = next.get(&last.id).and_then(|clock| clock.due_at).unwrap_or(i64::MAX);
    let clock = if last.is_owed_contact() { last.first_contact_due } else { legal };
    format!("{clock}.{}.{}.{}", last.priority, last.received_at, last.id.simple())
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

fn views(page: &Page, pairs: &Pairs, counted: &dyn Fn(&[IncidentState]) -> usize, machines: usize) -> Vec<SavedView> {
    let (state, owner) = (value(pairs, "state"), value(pairs, "owner"));
    let waiting = [IncidentState::Received, IncidentState::Unverified];
    let searching = [IncidentState::Open, IncidentState::Offering];
    let in_tray = value(pairs, "signs") == "machine";
    let is_plain = state.is_empty() && owner.is_empty() && !in_tray;
    let tray = SavedView {
        label: page.say("view-machines"),
        link: "/queue?signs=machine".into(),
        count: Some(machines),
        current: in_tray,
    };
    let mut views = vec![
        SavedView {
            label: page.say("view-going"),
            link: "/queue".into(),
            count: Some(counted(&GOING).saturating_sub(machines)),
            current: is_plain,
        },
        SavedView {
            label: page.say("view-to-call"),
            link: "/queue?state=received|unverified".into(),
            count: Some(counted(&waiting).saturating_sub(machines)),
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
    ];
    // A tray that is empty is no news.
    if in_tray || machines > 0 {
        views.insert(2, tray);
    }
    views
}

/// The filters as they stand in the address, without what belongs to this one view of them.
fn query_of(pairs: &Pairs) -> String {
    let kept = pairs.iter().filter(|(key, value)| {
        ["state", "severity", "category", "department", "owner", "signs", "q", "sort"].contains(&key.as_str())
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
async fn who_looks(app: &App, cases: &[CaseLine], me: Uuid) -> Result<HashMap<Uuid, Uuid>, WebError> {
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

/// The next legal clock of each case, by one statement for all.
async fn next_clocks(app: &App, cases: &[CaseLine]) -> Result<Clocks, WebError> {
    let ids: Vec<Uuid> = cases.iter().map(|case| case.id).collect();
    let running = find::running_deadlines(app.store.reader(), &ids).await.map_err(DeskError::from)?;
    let mut next = Clocks::new();
    for row in running {
        next.entry(row.incident_id).or_insert(row);
    }
    Ok(next)
}

fn rows(
    app: &App,
    cases: &[CaseLine],
    (next, users, looking): (&Clocks, &[user_account::Model], &HashMap<Uuid, Uuid>),
    times: &Times,
) -> Vec<QueueRow> {
    let names: HashMap<Uuid, String> = users.iter().map(|user| (user.id, user.name.clone())).collect();
    let looks = |case: &CaseLine| looking.get(&case.id).and_then(|person| names.get(person).cloned());
    let shown = cases.iter().map(|case| QueueRow { looking: looks(case), ..row(app, case, next, &names, times) });
    shown.collect()
}

fn row(app: &App, case: &CaseLine, next: &Clocks, names: &HashMap<Uuid, String>, times: &Times) -> QueueRow {
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
        machine: !case.machine_signs.is_empty(),
        fresh: matches!(case.state.as_str(), "received" | "unverified"),
        owner: case.owner.and_then(|id| names.get(&id).cloned()),
        looking: None,
        received: times.short(case.received_at),
        received_machine: times.machine(case.received_at),
        clock: clock_of(app, case, next.get(&case.id), times),
    }
}

/// The clock that runs out first: the desk's own first contact, else the next legal one.
fn clock_of(app: &App, case: &CaseLine, legal: Option<&deadline::Model>, times: &Times) -> Option<Clock> {
    if case.is_owed_contact() {
        return Some(present::clock("clock-first-contact", case.received_at, case.first_contact_due, times));
    }
    let legal = legal?;
    let clock = present::clock("clock-legal", legal.start_at, legal.due_at?, times);
    let title = app.law.get(&legal.clock).map(|law| law.title.in_lang(times.lang).to_owned());
    Some(Clock { label: title.unwrap_or(clock.label), ..clock })
}
