//! The knowledge of a company: articles, and who finds them.

mod quality;
