//! Runs one story on both databases, as two tests.

/// `on_both!(async fn a_sentence(name: Fixture) { … })` makes the tests `a_sentence::sqlite` and `a_sentence::postgres`.
///
/// The fixture opens by `Fixture::open(Engine)` and closes by `close()`; one that a failed test leaves open can be
/// looked at.
#[macro_export]
macro_rules! on_both {
    ($($(#[$about:meta])* async fn $name:ident($fixture:ident: $kind:ty) $story:block)+) => {
        $(
            $(#[$about])*
            mod $name {
                use super::*;
                use $crate::support::Engine;

                async fn story($fixture: &$kind) $story

                async fn told_on(engine: Engine) {
                    let fixture = <$kind>::open(engine).await;
                    story(&fixture).await;
                    fixture.close().await;
                }

                #[tokio::test]
                async fn sqlite() {
                    told_on(Engine::Sqlite).await;
                }

                #[tokio::test]
                async fn postgres() {
                    told_on(Engine::Postgres).await;
                }
            }
        )+
    };
}
