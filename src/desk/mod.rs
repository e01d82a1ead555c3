//! The use cases: the file list reads as the flow of a case. Each loads, calls the core, writes in one transaction.

mod by;
mod error;
mod step;

mod keep_draft;
mod keep_form;
mod pass_call;
mod report_incident;
mod scrubbing;
mod take_call;
mod tell_of_call;

pub mod assess;
mod assessment;
mod classify_incident;
mod lift_doubt;
mod likely_duplicates;
mod own_means;

mod clocks;
mod deadlines;

mod propose_providers;
mod send_offers;

mod answer_offer;
mod choose_provider;
mod delegate_choice;
mod offers;
mod run_offers;
mod shared_month;
mod unfilled;

mod alarms;
mod amend_case;
mod answer_survey;
mod claim_case;
mod follow_up;
mod tracking_code;

mod bulletin;
pub mod mail_batch;
mod mail_deadlines;
mod mail_digest;
mod mail_failed;
mod mail_queue;
mod mail_settled;
mod mailbox_safety;
mod manage_providers;
mod manage_tokens;
mod manage_users;
mod own_account;
mod playbooks_went_live;
mod preferences;
mod presence;
mod publish_month;
mod receive_mail;
mod refresh_directory;
mod seal_log;
mod sensitive;
mod shown;
mod sign_in;

pub mod links;
pub mod outgoing;
pub mod read;
mod reading;

mod erasure;
mod evidence;

pub mod backup;
pub mod export_cases;
pub mod yearly;

mod export_trail;
mod log_tree;
mod publish_log;
mod receipt;
mod rotate_log_key;
mod trail;
mod verify_log;

pub mod webhooks;
mod weights;

pub use alarms::{AlarmKind, acknowledge_alarm, escalate_alarms, watch_first_contact};
pub use amend_case::{Amendment, amend_case};
pub use answer_offer::{answer_offer, undo_answer};
pub use answer_survey::{Survey, answer_survey, may_be_asked};
pub use assessment::KnownAdvice;
pub use bulletin::{Bulletin, BulletinPreview, deliver_bulletins, preview_bulletin, send_bulletin};
pub use by::{By, Staff};
pub use choose_provider::{choose_provider, choose_provider_for, refuse_all};
pub use claim_case::claim_case;
pub use classify_incident::{Judgement, classify_incident, classify_shown, record_facts};
pub use clocks::desk_schedule;
pub use deadlines::{Decision, decide_deadline, pass_overdue as watch_deadlines};
pub use delegate_choice::{ChosenBy, delegate_choice};
pub use erasure::{
    Asked, Due, Eliminated, Plan, SubjectFile, Why, erase_case, lift_hold, retention_plan, run_retention, set_hold,
    subject_file,
};
pub use error::DeskError;
pub use evidence::{
    ARCHIVE_PASSWORD, Added, FileRefused, Gate, NewPiece, PieceAct, PieceSource, Received, Receiving, Taken,
    act_on_piece, add_piece, check_piece, file_name_of, may_take, room_left, scan_pieces, take_piece,
};
pub use export_trail::{TrailExport, export_trail};
pub use follow_up::{
    ClosingReport, Ending, News, OUTCOMES, TECHNIQUES, Tick, Told, add_note, add_task, confirm_deletion,
    confirm_first_contact, end_incident, finish_task, minutes_of, move_note, nobody_called, observables_in,
    provider_news, relaunch, reopen, report_mission, send_message, take_back, take_over, take_over_shown, tick_action,
    watch_provider_contact, withdraw_offer,
};
pub use keep_draft::{DraftChange, FieldClash, Kept, NOT_KEPT, save_draft};
pub use keep_form::{FORM_DAYS, forget_form, keep_form, kept_form};
pub use lift_doubt::{
    Agreement, Delegated, HowVerified, agreement_mark, agreement_of, chooser_of, lift_doubt, record_agreement,
    record_agreement_shown, withdraw_agreement,
};
pub use likely_duplicates::{LikelyDuplicate, likely_duplicates};
pub use log_tree::LogTree;
pub use mail_deadlines::warn_of_deadlines;
pub use mail_digest::write_digest;
pub use mail_failed::mail_failed;
pub use mail_queue::{MailAct, act_on_mail};
pub use mail_settled::{
    end_mail_leases, give_mail_back, mail_attempted, mail_begins, mail_dropped, mail_held, take_mail,
};
pub use mailbox_safety::record_mailbox;
pub use manage_providers::{
    Applied, CardEdited, Clash, EVIDENCE_KINDS, Imported, Listed, OwnPage, Preview, Verdict, VettingChange,
    add_evidence, add_provider, amend_provider, announce_leave, apply_to_directory, decide_application, decide_vetting,
    declare_tie, edit_card, end_leave, exported_providers, forget_refused_applications, has_tie, import_providers,
    mail_own_page, open_own_page, own_page_url, pause_provider, preview_import, resume_provider, set_listed,
    stop_offers_of_stopped, stored_card, take_tie_back, warn_of_expiries, with_what_is_known,
};
pub use manage_tokens::{Bearer, NewToken, SCOPES, bearer, create_token, revoke_token};
pub use manage_users::{
    NewUser, SHORTEST_PASSWORD, add_user, change_role, disable_user, enable_user, reset_password, reset_second_factor,
    unlink_identity,
};
pub use own_account::{
    AccountError, Enrolment, NewCodes, OpenSession, Own, begin_second_factor, change_password, end_other_sessions,
    end_session, own_sessions, recovery_codes_left, remove_second_factor, renew_recovery_codes, second_factor_shown,
    set_second_factor,
};
pub use own_means::{Insurer, OwnSupplier};
pub use pass_call::{drop_call, hand_over, take_call_back, takes_calls, waiting_calls};
pub use playbooks_went_live::playbooks_went_live;
pub use preferences::{KEY_ACTS, KEYS, Preferences, SavedView, drop_view, preferences_of, save_view, set_keys};
pub use presence::{be_present, present_at, present_at_any};
pub use propose_providers::{ON_SITE_NEEDED, propose_providers};
pub use publish_log::{LogKeys, log_keys, newest_checkpoint, published_checkpoint, published_tile};
pub use publish_month::{PublishedMonth, publish_month, published_month};
pub use read::preview_shortlist;
pub use reading::{Looks, downloaded, followed_trail, looked_at};
pub use receipt::{Receipt, Shows, receipt, sealed_receipt};
pub use receive_mail::{
    After, Arrived, Fate, Opened, Source, Stuck, TakenIn, TrayAct, Turn, decide_on_mail, forget_stuck, harmless_html,
    keep_unread, mail_waits, note_stuck, open_mail, receive_mail, stuck_turns,
};
pub use refresh_directory::{provider_of, refresh_directory, refresh_if_changed};
pub use report_incident::{Exercise, NewReport, Repeated, Reported, recognition, report_incident, tracking_link};
pub use rotate_log_key::rotate_log_key;
pub use run_offers::{keep_asking, run_offers};
pub use seal_log::{LogEdge, log_key, seal_log};
pub use send_offers::{SendOffers, constraints, send_offers, send_offers_at, send_offers_shown};
pub use sensitive::{VEILED, Veil, break_glass, end_grant, let_open, make_ordinary, make_sensitive, sensitive_since};
pub use shared_month::shared_month;
pub use shown::Shown;
pub use sign_in::{
    Client, Entered, Leaving, OpenIdError, Session, SignedIn, begin_openid, enter_code, finish_openid, hash_password,
    is_signed_in, openid_sign_out, sign_in, sign_out, who,
};
pub use step::{CaseAt, Visible};
pub use take_call::{
    TypedReport, assess_call, call_draft, discard_call, end_call, end_call_as_information, open_calls, start_call,
};
pub use tell_of_call::{CallNews, Happened, forget_calls, ringing, tell_of_call};
pub use tracking_code::{case_by_code, tracking_code};
pub use trail::{Verified, verify_trail};
pub use unfilled::{Unfilled, plan_together, unfilled_cases};
pub use verify_log::{LogStanding, verify_log};
pub use weights::{
    NewWeights, TriedOut, WeightsDecision, WeightsInForce, decide_weights, past_calls, propose_weights, simulation_of,
    try_weights, weights_in_force, weights_of,
};
