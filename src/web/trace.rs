//! What the log knows of a request: number, method, route and status. No address, no user agent, and never the path
//! itself, which holds the tokens of links.

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use tracing::{Span, field::Empty};
use tracing_actix_web::{RequestId, RootSpanBuilder};

/// Builds the span that the log's lines of a request stand in.
#[derive(Debug)]
pub struct Sparse;

impl RootSpanBuilder for Sparse {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let number = request.extensions().get::<RequestId>().copied();
        let number = number.as_ref().map(tracing::field::display);
        tracing::info_span!("request", number, method = %request.method(), route = Empty, status = Empty)
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let status = match outcome {
            Ok(response) => {
                if let Some(route) = response.request().match_pattern() {
                    span.record("route", route);
                }
                response.status()
            }
            Err(error) => error.as_response_error().status_code(),
        };
        span.record("status", status.as_u16());
    }
}
