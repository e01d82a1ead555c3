//! Intake: what a caller tells becomes checked values (report, SIRET, telephone, postal code).
