//! The one table of the web: method, path, who may come, what answers. Tests walk it; so does the server.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ALLOW, HeaderValue},
    middleware::from_fn,
    web,
};
use vigie_domain::vocabulary::Role;

use super::{
    access::{Administrator, Auditor, DataProtection, Operator, Reader, Supervisor, Weigher},
    account, api, dev, guard, operator, protection, provider, public, supervisor,
};

/// Who may come in by a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Open,
    /// Who holds the link.
    Link,
    /// Whoever is signed in, for her own account; the second factor may still be missing.
    Own,
    /// These roles.
    Staff(&'static [Role]),
    /// A partner's token with this scope.
    Token(&'static str),
}

/// One route.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// HTTP method.
    pub method: &'static str,
    /// Path, with its parameters in braces.
    pub path: &'static str,
    /// Who may come in.
    pub access: Access,
}

macro_rules! routes {
    ($($method:ident $path:literal $access:expr => $handler:path),+ $(,)?) => {
        /// Every route, in reading order.
        pub const TABLE: &[Route] =
            &[$(Route { method: stringify!($method), path: $path, access: $access }),+];

        /// Registers every route.
        pub fn configure(service: &mut web::ServiceConfig) {
            $({
                // Who may come in is settled before anything of the request is read.
                let admit = || from_fn(|request, next| guard::admit($access, request, next));
                service.route($path, web::$method().to($handler).wrap(admit()));
                // RFC 9110, section 9.1: a server that answers GET answers HEAD; the body stays away by itself.
                if stringify!($method) == "get" {
                    service.route($path, web::head().to($handler).wrap(admit()));
                }
            })+
            // What no method above took: 405, not 404.
            for route in TABLE {
                service.service(web::resource(route.path).to(method_not_allowed));
            }
        }
    };
}

/// RFC 9110 wants the methods that there are to be told with a 405.
async fn method_not_allowed(request: HttpRequest) -> HttpResponse {
    let pattern = request.match_pattern().unwrap_or_default();
    let methods = TABLE.iter().filter(|route| route.path == pattern).map(|route| match route.method {
        "get" => "GET, HEAD".to_owned(),
        other => other.to_uppercase(),
    });
    let refused = super::error::WebError::Method;
    let mut answer = HttpResponse::from_error(refused);
    if let Ok(allow) = HeaderValue::from_str(&methods.collect::<Vec<_>>().join(", ")) {
        answer.headers_mut().insert(ALLOW, allow);
    }
    answer
}

use Access::{Link, Open, Own, Staff, Token};
const OPERATOR: Access = Staff(Operator::ROLES);
const READER: Access = Staff(Reader::ROLES);
const SUPERVISOR: Access = Staff(Supervisor::ROLES);
const AUDITOR: Access = Staff(Auditor::ROLES);
const ADMINISTRATOR: Access = Staff(Administrator::ROLES);
const WEIGHER: Access = Staff(Weigher::ROLES);
const DATA_PROTECTION: Access = Staff(DataProtection::ROLES);

routes! {
    get "/" Open => public::report::home,
    get "/report" Open => public::report::show,
    post "/report" Open => public::report::send,
    post "/report/save" Open => public::by_code::save,
    get "/report/resume" Open => public::by_code::ask_form,
    post "/report/resume" Open => public::by_code::resume,
    get "/suivi" Open => public::by_code::ask,
    post "/suivi" Open => public::by_code::open,
    get "/t/{token}" Link => public::tracking::show,
    get "/t/{token}/echeances.ics" Link => public::tracking::calendar_file,
    get "/t/{token}/recu" Link => public::report::answer,
    get "/t/{token}/preuve" Link => public::proof::receipt,
    post "/t/{token}/claim" Link => public::claim::take_over,
    post "/t/{token}/choice" Link => public::tracking::choose,
    post "/t/{token}/not-called" Link => public::tracking::not_called,
    post "/t/{token}/messages" Link => public::tracking::message,
    post "/t/{token}/files" Link => public::evidence::send,
    post "/t/{token}/withdraw" Link => public::tracking::withdraw,
    post "/t/{token}/survey" Link => public::tracking::survey,
    get "/nous-reconnaitre" Open => public::pages::recognise,
    get "/confidentialite" Open => public::pages::privacy,
    get "/accessibilite" Open => public::pages::accessibility,
    get "/methode" Open => public::pages::method,
    get "/guides" Open => public::pages::guides,
    get "/guides/{category}" Open => public::pages::guide,
    get "/.well-known/security.txt" Open => public::security::security_txt,
    get "/verifier" Open => public::proof::how,
    get "/log/checkpoint" Open => public::log::checkpoint,
    get "/log/keys" Open => public::log::keys,
    get "/log/tile/{tile:.*}" Open => public::log::tile,
    get "/static/{file}" Open => public::pages::asset,

    get "/sign-in" Open => public::sign_in::show,
    post "/sign-in" Open => public::sign_in::enter,
    get "/sign-in/code" Open => public::sign_in_code::show,
    post "/sign-in/code" Open => public::sign_in_code::enter,
    get "/sign-in/openid" Open => public::sign_in_openid::leave,
    get "/sign-in/openid/back" Open => public::sign_in_openid::back,
    get "/sign-in/openid/out" Open => public::sign_in_openid::out,
    post "/sign-out" Own => public::sign_in::leave,

    get "/account" Own => account::overview::show,
    post "/account/sessions" Own => account::overview::end_sessions,
    post "/account/password" Own => account::overview::change_password,
    get "/account/second-factor" Own => account::second_factor::show,
    post "/account/second-factor" Own => account::second_factor::set,
    post "/account/second-factor/remove" Own => account::second_factor::remove,
    post "/account/recovery-codes" Own => account::second_factor::renew,

    get "/queue" READER => operator::queue::show,
    post "/views" READER => operator::preferences::views,
    get "/find" READER => operator::find::show,
    get "/preferences" READER => operator::preferences::show,
    post "/preferences" READER => operator::preferences::keys,
    get "/events" READER => operator::live::events,
    get "/live" READER => operator::live::head,
    post "/presence" READER => operator::live::presence,
    get "/calls" READER => operator::calls::list,
    post "/calls" OPERATOR => operator::calls::start,
    get "/calls/new" OPERATOR => operator::calls::ask,
    get "/calls/{id}" OPERATOR => operator::call::show,
    post "/calls/{id}" OPERATOR => operator::call::act,
    put "/calls/{id}/draft" OPERATOR => operator::call::save,
    post "/calls/{id}/classification" OPERATOR => operator::call::classify,

    get "/incidents/{reference}" READER => operator::incident::show,
    get "/incidents/{reference}/sealed" READER => operator::sensitive::sealed,
    post "/incidents/{reference}/glass" READER => operator::sensitive::break_glass,
    post "/incidents/{reference}/sensitive" OPERATOR => operator::sensitive::mark,
    post "/incidents/{reference}/grants" OPERATOR => operator::sensitive::grants,
    get "/incidents/{reference}/proof" READER => operator::proof::receipt,
    post "/incidents/{reference}/owner" OPERATOR => operator::acts::take_over,
    post "/incidents/{reference}/doubt" OPERATOR => operator::acts::lift_doubt,
    post "/incidents/{reference}/classification" OPERATOR => operator::acts::classify,
    post "/incidents/{reference}/facts" OPERATOR => operator::acts::answer_facts,
    post "/incidents/{reference}/actions" OPERATOR => operator::acts::tick_actions,
    post "/incidents/{reference}/deadlines" OPERATOR => operator::acts::decide_deadline,
    post "/incidents/{reference}/agreement" OPERATOR => operator::acts::agree,
    post "/incidents/{reference}/offers" OPERATOR => operator::acts::send_offers,
    post "/incidents/{reference}/offers/{offer}" OPERATOR => operator::acts::spoken_answer,
    post "/incidents/{reference}/choice" OPERATOR => operator::acts::choose,
    post "/incidents/{reference}/assignment/end" OPERATOR => operator::acts::end_assignment,
    post "/incidents/{reference}/first-contact" OPERATOR => operator::acts::first_contact,
    post "/incidents/{reference}/notes" OPERATOR => operator::acts::add_note,
    post "/incidents/{reference}/notes/{entry}/move" OPERATOR => operator::acts::move_note,
    post "/incidents/{reference}/messages" OPERATOR => operator::acts::send_message,
    post "/incidents/{reference}/mailbox" OPERATOR => operator::acts::record_mailbox,
    post "/incidents/{reference}/files" OPERATOR => operator::evidence::add,
    get "/incidents/{reference}/files/{file}" READER => operator::evidence::take,
    post "/incidents/{reference}/files/{file}" OPERATOR => operator::evidence::act,
    post "/incidents/{reference}/tasks" OPERATOR => operator::acts::add_task,
    post "/incidents/{reference}/tasks/{task}" OPERATOR => operator::acts::finish_task,
    post "/incidents/{reference}/transfer" OPERATOR => operator::acts::transfer,
    post "/incidents/{reference}/close" OPERATOR => operator::acts::close,
    post "/incidents/{reference}/duplicate" OPERATOR => operator::acts::duplicate,
    post "/incidents/{reference}/reopen" OPERATOR => operator::acts::reopen,

    get "/o/{token}" Link => provider::show,
    post "/o/{token}/answer" Link => provider::offer::answer,
    post "/o/{token}/undo" Link => provider::offer::undo,
    post "/o/{token}/first-contact" Link => provider::mission::first_contact,
    post "/o/{token}/updates" Link => provider::mission::update,
    post "/o/{token}/report" Link => provider::mission::report,
    post "/o/{token}/files" Link => provider::evidence::send,
    get "/o/{token}/files/{file}" Link => provider::evidence::take,
    get "/d/{token}" Link => provider::deletion::show,
    post "/d/{token}/deleted" Link => provider::deletion::confirm,

    get "/prestataires" Open => provider::directory::show,
    get "/prestataires/candidature" Open => provider::apply::show,
    post "/prestataires/candidature" Open => provider::apply::send,
    get "/prestataires/espace" Open => provider::home::door,
    post "/prestataires/espace" Open => provider::home::ask,
    get "/p/{token}" Link => provider::home::show,
    post "/p/{token}/leave" Link => provider::home::leave,
    post "/p/{token}/listing" Link => provider::home::listing,

    get "/providers" READER => supervisor::providers::list::list,
    get "/providers/import" SUPERVISOR => supervisor::providers::import::form,
    post "/providers/import" SUPERVISOR => supervisor::providers::import::import,
    post "/providers/import/preview" SUPERVISOR => supervisor::providers::import::preview,
    get "/providers/export" SUPERVISOR => supervisor::providers::import::export,
    get "/providers/applications" SUPERVISOR => supervisor::providers::applications::show,
    post "/providers/applications/{id}" SUPERVISOR => supervisor::providers::applications::decide,
    get "/providers/renewals" READER => supervisor::providers::renewals::show,
    get "/providers/{id}" READER => supervisor::providers::card::show,
    get "/providers/{id}/edit" SUPERVISOR => supervisor::providers::edit::show,
    post "/providers/{id}/edit" SUPERVISOR => supervisor::providers::edit::save,
    post "/providers/{id}/vetting" SUPERVISOR => supervisor::providers::acts::vet,
    post "/providers/{id}/pause" SUPERVISOR => supervisor::providers::acts::pause,
    post "/providers/{id}/evidence" SUPERVISOR => supervisor::providers::acts::evidence,
    post "/providers/{id}/tie" OPERATOR => supervisor::providers::acts::tie,
    get "/board" READER => supervisor::board::show,
    get "/coverage" READER => supervisor::coverage::show,
    get "/fairness" SUPERVISOR => supervisor::fairness::show,
    get "/fairness.csv" SUPERVISOR => supervisor::fairness::export,
    get "/weights" WEIGHER => supervisor::weights::show,
    post "/weights" WEIGHER => supervisor::weights::propose,
    post "/weights/{id}" WEIGHER => supervisor::weights::decide,
    get "/alarms" READER => supervisor::alarms::show,
    post "/alarms/{id}/acknowledge" OPERATOR => supervisor::alarms::acknowledge,
    get "/mail" READER => supervisor::mail::queue::show,
    get "/mail/bulletin" SUPERVISOR => supervisor::mail::bulletin::show,
    post "/mail/bulletin" SUPERVISOR => supervisor::mail::bulletin::write,
    get "/mail/in" READER => supervisor::mail::tray::show,
    get "/mail/in/{id}" READER => supervisor::mail::tray::one,
    get "/mail/in/{id}/html" READER => supervisor::mail::tray::as_html,
    post "/mail/in/{id}" OPERATOR => supervisor::mail::tray::decide,
    post "/mail/{id}" OPERATOR => supervisor::mail::queue::act,
    get "/dashboard" SUPERVISOR => supervisor::dashboard::show,
    get "/dashboard.csv" SUPERVISOR => supervisor::dashboard::export,
    post "/dashboard/{month}/publish" SUPERVISOR => supervisor::dashboard::publish,
    get "/playbooks" READER => supervisor::playbooks::list,
    post "/playbooks/try" READER => supervisor::playbooks::try_out,
    get "/playbooks/{id}" READER => supervisor::playbooks::show,
    get "/audit" AUDITOR => supervisor::audit::show,
    post "/audit/verify" AUDITOR => supervisor::audit::verify,
    get "/audit/export" AUDITOR => supervisor::audit::export,
    get "/protection" DATA_PROTECTION => protection::show,
    post "/protection/erase" DATA_PROTECTION => protection::erase,
    post "/protection/holds" DATA_PROTECTION => protection::hold,
    post "/protection/holds/{id}/lift" DATA_PROTECTION => protection::lift,
    post "/protection/run" DATA_PROTECTION => protection::run,
    post "/protection/access" DATA_PROTECTION => protection::access,
    get "/protection/lists/{id}" DATA_PROTECTION => protection::list,
    get "/users" ADMINISTRATOR => supervisor::accounts::show,
    post "/users" ADMINISTRATOR => supervisor::accounts::add,
    post "/users/{id}" ADMINISTRATOR => supervisor::accounts::change,
    get "/webhooks" ADMINISTRATOR => supervisor::webhooks::show,
    post "/webhooks" ADMINISTRATOR => supervisor::webhooks::add,
    get "/webhooks/{id}" ADMINISTRATOR => supervisor::webhooks::one,
    post "/webhooks/{id}" ADMINISTRATOR => supervisor::webhooks::change,
    post "/webhooks/deliveries/{id}" ADMINISTRATOR => supervisor::webhooks::replay,

    get "/dev/mail" Open => dev::mails,
    get "/dev/mail/{name}" Open => dev::mail,
    get "/dev/ui" Open => dev::gallery,
    get "/dev/ui/{name}" Open => dev::sample,

    get "/healthz" Open => api::health::alive,
    get "/readyz" Open => api::health::ready,
    get "/api/v1/openapi.json" Open => api::openapi::show,
    post "/api/v1/incidents" Token("report") => api::incidents::report,
    get "/api/v1/incidents" Token("read") => api::incidents::list,
    get "/api/v1/incidents/{reference}" Token("read") => api::incidents::one,
    patch "/api/v1/incidents/{reference}" Token("write") => api::acts::amend,
    post "/api/v1/incidents/{reference}/classification" Token("write") => api::acts::classify,
    post "/api/v1/incidents/{reference}/facts" Token("write") => api::acts::answer_facts,
    post "/api/v1/incidents/{reference}/notes" Token("write") => api::acts::add_note,
    post "/api/v1/incidents/{reference}/transfer" Token("write") => api::acts::transfer,
    post "/api/v1/incidents/{reference}/close" Token("write") => api::acts::close,
    get "/api/v1/incidents/{reference}/shortlist" Token("write") => api::offers::shortlist,
    post "/api/v1/incidents/{reference}/offers" Token("write") => api::offers::send,
    post "/api/v1/cti" Token("cti") => api::cti::tell,
    post "/api/v1/classify" Token("report") => api::incidents::classify,
    get "/api/v1/providers" Token("read") => api::providers::list,
    post "/api/v1/providers" Token("directory") => api::providers::add,
    get "/api/v1/providers/{id}" Token("read") => api::providers::one,
    patch "/api/v1/providers/{id}" Token("directory") => api::providers::amend,
    get "/api/v1/playbooks" Token("read") => api::playbooks::list,
    get "/api/v1/stats" Token("read") => api::stats::show,
    get "/api/v1/audit/events" Token("audit") => api::trail::events,
}
