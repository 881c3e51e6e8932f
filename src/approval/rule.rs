//! Rules: how many have to agree.

use std::fmt;
use std::num::NonZeroUsize;
use std::str::FromStr;

/// How votes become a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Approved when everybody approved, rejected at the first rejection.
    All,
    /// Approved at the first approval, rejected when everybody rejected.
    Any,
    /// The first vote decides.
    First,
    /// Approved at so many approvals, rejected as soon as these can no longer be reached.
    Count(NonZeroUsize),
    /// The same with a part of the approvers, rounded up.
    Percent(Percent),
}

impl Rule {
    /// How many of so many approvers have to approve. It can be more than there are.
    #[must_use]
    pub fn needed(self, approvers: usize) -> usize {
        match self {
            Rule::All => approvers,
            Rule::Any | Rule::First => 1,
            Rule::Count(count) => count.get(),
            Rule::Percent(percent) => percent.of(approvers),
        }
    }
}

/// Why a text is no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not all, any, first, a number of people, or a share of them in percent")]
pub struct NoRule;

impl FromStr for Rule {
    type Err = NoRule;

    /// Reads `all`, `any`, `first`, `2`, `60%`.
    fn from_str(text: &str) -> Result<Self, NoRule> {
        match (text, text.strip_suffix('%')) {
            ("all", _) => Ok(Rule::All),
            ("any", _) => Ok(Rule::Any),
            ("first", _) => Ok(Rule::First),
            (_, Some(percent)) => percent.trim().parse().map(Rule::Percent).map_err(|_| NoRule),
            (count, None) => count.parse().map(Rule::Count).map_err(|_| NoRule),
        }
    }
}

impl fmt::Display for Rule {
    /// As it is read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::All => f.write_str("all"),
            Rule::Any => f.write_str("any"),
            Rule::First => f.write_str("first"),
            Rule::Count(count) => write!(f, "{count}"),
            Rule::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

/// More than 0 and at most 100 percent, exactly as written: 33.3 % is not a float next to it, so that 60 % of 5 are 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    /// Percent × 10^[`DECIMALS`].
    units: u128,
}

/// Most digits behind the decimal point: with them a part of any number of people fits into 128 bits.
const DECIMALS: u32 = 17;
/// One percent in units.
const ONE: u128 = 10_u128.pow(DECIMALS);

/// Why a text is no usable percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PercentError {
    /// Not a decimal number.
    #[error("not a decimal number")]
    NotANumber,
    /// Not more than 0, or more than 100.
    #[error("must be more than 0 and at most 100")]
    OutOfRange,
    /// More digits behind the point than anybody needs.
    #[error("has more than {DECIMALS} decimals")]
    TooFine,
}

impl Percent {
    /// The least number of people that is not less than this part of `people`.
    fn of(self, people: usize) -> usize {
        let part = u128::try_from(people).unwrap_or(u128::MAX).saturating_mul(self.units).div_ceil(100 * ONE);
        usize::try_from(part).unwrap_or(people)
    }
}

impl FromStr for Percent {
    type Err = PercentError;

    /// Reads `60`, `33.3`, `1e-7` (as programs write small numbers).
    fn from_str(text: &str) -> Result<Self, PercentError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse().map_err(|_| PercentError::NotANumber)?),
            None => (text, 0_i32),
        };
        let (negative, mantissa) = mantissa.strip_prefix('-').map_or((false, mantissa), |rest| (true, rest));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(fraction) {
            return Err(PercentError::NotANumber);
        }
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        if negative || significant.is_empty() {
            return Err(PercentError::OutOfRange);
        }
        // How many digits are missing behind the last one that is not 0, until the smallest unit.
        let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
        let missing = length(whole) - length(significant) + i64::from(exponent) + i64::from(DECIMALS);
        let missing = u32::try_from(missing).map_err(|_| PercentError::TooFine)?;
        let units = significant.parse::<u128>().ok().zip(10_u128.checked_pow(missing));
        let units = units.and_then(|(value, power)| value.checked_mul(power)).filter(|units| *units <= 100 * ONE);
        units.map(|units| Self { units }).ok_or(PercentError::OutOfRange)
    }
}

impl fmt::Display for Percent {
    /// As written, without needless zeros: `60`, `33.3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.units / ONE)?;
        let fraction = format!("{:01$}", self.units % ONE, DECIMALS as usize);
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { Ok(()) } else { write!(f, ".{fraction}") }
    }
}
