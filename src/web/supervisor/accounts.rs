//! Accounts of the staff.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;
use vigie_domain::{intake::EmailAddress, vocabulary::Role};

use crate::{
    app::App,
    desk::{self, DeskError, NewUser},
    fresh,
    store::{entity::user_account, find, row},
    web::{
        access::Administrator,
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, Times, html, html_with},
        view::{
            console::{Secret, UserRow, Users},
            field::{Choice, Filled},
            page::Section,
        },
    },
};

/// `GET /users`
pub async fn show(
    request: HttpRequest,
    app: Data<App>,
    administrator: Administrator,
) -> Result<HttpResponse, WebError> {
    html(&view(&request, &app, &administrator, Filled::default(), None).await?)
}

async fn view(
    request: &HttpRequest,
    app: &App,
    administrator: &Administrator,
    form: Filled,
    secret: Option<Secret>,
) -> Result<Users, WebError> {
    let page = frame::page(request);
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    let seen: HashMap<Uuid, i64> =
        find::last_seen(app.store.reader()).await.map_err(DeskError::from)?.into_iter().collect();
    let times = Times::of(request, app);
    let rows = users.into_iter().map(|user| UserRow {
        is_own: user.id == administrator.0.id.0,
        id: user.id.simple().to_string(),
        name: user.name,
        login: user.email,
        role: page.label("role", &user.role),
        role_word: user.role,
        second_factor: user.second_factor_at.is_some(),
        last_seen: seen.get(&user.id).map(|at| times.when(*at)).unwrap_or_default(),
        disabled: user.disabled_at.is_some(),
    });
    Ok(Users {
        staff: frame::staff(request, app, &administrator.0, Section::Users).await?,
        users: rows.collect(),
        roles: Role::ALL.iter().map(|role| Choice::new(role.as_str(), &page.label("role", role.as_str()))).collect(),
        form,
        secret,
        page,
    })
}

/// A password that is shown once and changed by its owner.
fn temporary_password() -> String {
    fresh::secret().chars().filter(char::is_ascii_alphanumeric).take(16).collect()
}

/// `POST /users`
pub async fn add(
    request: HttpRequest,
    app: Data<App>,
    administrator: Administrator,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let mut form = filled(&typed(&pairs));
    let email = value(&pairs, "login").parse::<EmailAddress>();
    let role = value(&pairs, "role").parse::<Role>();
    let name = value(&pairs, "name").to_owned();
    let (Ok(email), Ok(role), false) = (email, role, name.is_empty()) else {
        form.refuse("login", page.say("refused-needs"));
        let view = view(&request, &app, &administrator, form, None).await?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let password = temporary_password();
    let user = NewUser { name: name.clone(), email, role, password: password.clone() };
    match desk::add_user(&app, &administrator.by(), user).await {
        Ok(_) => {
            let secret = Secret { sentence: page.with("user-secret", "name", &name), value: password };
            html(&view(&request, &app, &administrator, Filled::default(), Some(secret)).await?)
        }
        Err(DeskError::Already(_)) => {
            form.refuse("login", page.say("refused-already"));
            let view = view(&request, &app, &administrator, form, None).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /users/{id}`
pub async fn change(
    request: HttpRequest,
    app: Data<App>,
    administrator: Administrator,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let by = administrator.by();
    let found = row::get::<user_account::Entity>(app.store.reader(), *id, "account").await.map_err(DeskError::from)?;
    let mut secret = None;
    match value(&pairs, "intent") {
        // The own account has a page of its own, which asks for the password.
        _ if found.id == administrator.0.id.0 => return Err(DeskError::Forbidden.into()),
        "disable" => desk::disable_user(&app, &by, &found.email).await?,
        "enable" => desk::enable_user(&app, &by, &found.email).await?,
        "role" => {
            let role = value(&pairs, "role").parse().map_err(|_| DeskError::Needs("a role"))?;
            desk::change_role(&app, &by, &found.email, role).await?;
        }
        "factor" => desk::reset_second_factor(&app, &by, &found.email).await?,
        "reset" => {
            let password = temporary_password();
            desk::reset_password(&app, &by, &found.email, password.clone()).await?;
            secret = Some(Secret { sentence: page.with("user-secret", "name", &found.name), value: password });
        }
        _ => return Err(DeskError::Needs("what to do with the account").into()),
    }
    html(&view(&request, &app, &administrator, Filled::default(), secret).await?)
}
