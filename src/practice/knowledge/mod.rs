//! What the company knows: articles that answer what people ask again and again.

pub mod file;
pub mod markdown;
