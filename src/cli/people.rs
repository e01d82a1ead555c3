//! `vigie users` and `vigie tokens`.

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use vigie_domain::{intake::EmailAddress, vocabulary::Role};

use super::{
    plain,
    settings::{self, Settings, password_from_stdin},
};
use crate::{
    desk::{self, By, NewToken, NewUser},
    store::find,
};

/// Accounts of the staff.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  echo 'a long pass phrase' | vigie users add --email ana@desk.example --name Ana --role operator"
)]
pub struct Users {
    #[command(subcommand)]
    act: UsersAct,
}

#[derive(Debug, Subcommand)]
enum UsersAct {
    /// Adds an account; the password comes as one line on standard input
    Add {
        /// Address to sign in with
        #[arg(long)]
        email: String,
        /// Name that timelines show
        #[arg(long)]
        name: String,
        /// operator, supervisor, auditor, dpo or administrator
        #[arg(long)]
        role: Role,
    },
    /// Lists the accounts
    List {
        /// JSON lines
        #[arg(long)]
        json: bool,
    },
    /// Gives an account another password (one line on standard input) and ends its sessions
    Reset {
        /// Address of the account
        email: String,
    },
    /// Takes the second factor of an account away (the telephone is lost) and ends its sessions
    ResetFactor {
        /// Address of the account
        email: String,
    },
    /// Takes the identity of the provider away from an account and ends its sessions; the next with its address is linked
    Unlink {
        /// Address of the account
        email: String,
    },
    /// Gives an account another role and ends its sessions
    Role {
        /// Address of the account
        email: String,
        /// operator, supervisor, auditor, dpo or administrator
        role: Role,
    },
    /// Closes an account
    Disable {
        /// Address of the account
        email: String,
    },
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn users(settings: &Settings, users: &Users) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let app = settings.open().await?;
        match &users.act {
            UsersAct::Add { email, name, role } => {
                let email: EmailAddress = email.parse().context("the address can't be understood")?;
                let password = password_from_stdin()?;
                let user = NewUser { name: name.clone(), email, role: *role, password };
                desk::add_user(&app, &By::Command, user).await?;
            }
            UsersAct::List { json } => {
                for user in find::users(app.store.reader()).await? {
                    let state = if user.disabled_at.is_some() { "disabled" } else { "active" };
                    if *json {
                        let second_factor = user.second_factor_at.is_some();
                        let line = serde_json::json!({
                            "email": user.email, "name": user.name, "role": user.role, "state": state,
                            "second_factor": second_factor,
                        });
                        println!("{line}");
                    } else {
                        println!("{:<32} {:<14} {:<9} {}", user.email, user.role, state, plain(&user.name));
                    }
                }
            }
            UsersAct::Reset { email } => {
                desk::reset_password(&app, &By::Command, email, password_from_stdin()?).await?;
            }
            UsersAct::ResetFactor { email } => desk::reset_second_factor(&app, &By::Command, email).await?,
            UsersAct::Unlink { email } => desk::unlink_identity(&app, &By::Command, email).await?,
            UsersAct::Role { email, role } => desk::change_role(&app, &By::Command, email, *role).await?,
            UsersAct::Disable { email } => desk::disable_user(&app, &By::Command, email).await?,
        }
        app.store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

/// Tokens of partner systems.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie tokens create --name portal --scope report --scope read")]
pub struct Tokens {
    #[command(subcommand)]
    act: TokensAct,
}

#[derive(Debug, Subcommand)]
enum TokensAct {
    /// Makes a token and prints it, once
    Create {
        /// Name of the partner
        #[arg(long)]
        name: String,
        /// report, read, write, directory, audit or cti; may be repeated
        #[arg(long = "scope", required = true)]
        scopes: Vec<String>,
        /// Requests a minute [default: no limit]
        #[arg(long)]
        rate: Option<u32>,
    },
    /// Lists the tokens
    List {
        /// JSON lines
        #[arg(long)]
        json: bool,
    },
    /// Revokes a token at once
    Revoke {
        /// Name of the partner
        name: String,
    },
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn tokens(settings: &Settings, tokens: &Tokens) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let app = settings.open().await?;
        match &tokens.act {
            TokensAct::Create { name, scopes, rate } => {
                let order = NewToken { name: name.clone(), scopes: scopes.clone(), rate_per_minute: *rate };
                println!("{}", desk::create_token(&app, &By::Command, order).await?);
            }
            TokensAct::List { json } => {
                for token in find::tokens(app.store.reader()).await? {
                    let state = if token.revoked_at.is_some() { "revoked" } else { "active" };
                    if *json {
                        println!("{}", serde_json::json!({"name": token.name, "scopes": token.scopes, "state": state}));
                    } else {
                        println!("{:<24} {:<9} {}", plain(&token.name), state, token.scopes);
                    }
                }
            }
            TokensAct::Revoke { name } => desk::revoke_token(&app, &By::Command, name).await?,
        }
        app.store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}
