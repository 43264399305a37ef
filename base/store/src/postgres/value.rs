//! Values as PostgreSQL writes them. The types of parameters come from the statement, so an `Int` fits any number.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::{Row, StoreError, Value};

use super::Problem;

type Any = Box<dyn Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Any> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(n) if *ty == Type::INT8 => n.to_sql(ty, out),
            Self::Int(n) if *ty == Type::INT4 => i32::try_from(*n)?.to_sql(ty, out),
            Self::Int(n) if *ty == Type::INT2 => i16::try_from(*n)?.to_sql(ty, out),
            Self::Int(n) if *ty == Type::BOOL => (*n != 0).to_sql(ty, out),
            #[allow(clippy::as_conversions, reason = "SQLite rounds in the same way")]
            Self::Int(n) if *ty == Type::FLOAT8 => (*n as f64).to_sql(ty, out),
            Self::Real(n) if *ty == Type::FLOAT8 => n.to_sql(ty, out),
            Self::Text(t) if <&str as ToSql>::accepts(ty) => t.as_str().to_sql(ty, out),
            Self::Blob(b) if *ty == Type::BYTEA => b.as_slice().to_sql(ty, out),
            Self::Id(b) if *ty == Type::BYTEA => b.as_slice().to_sql(ty, out),
            _ => Err(format!("a parameter of type {ty} got another type of value").into()),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

impl FromSql<'_> for Value {
    fn from_sql(ty: &Type, raw: &[u8]) -> Result<Self, Any> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Int(bool::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Self::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Self::Real(f32::from_sql(ty, raw)?.into()),
            Type::NUMERIC => numeric(raw).ok_or("a number that cannot be read")?,
            Type::BYTEA => match <[u8; 16]>::try_from(raw) {
                Ok(id) => Self::Id(id),
                Err(_) => Self::Blob(raw.to_vec()),
            },
            Type::VOID => Self::Null,
            _ if <&str as FromSql>::accepts(ty) => Self::Text(<&str>::from_sql(ty, raw)?.to_owned()),
            _ => return Err(format!("a column of type {ty}").into()),
        })
    }
    fn from_sql_null(_: &Type) -> Result<Self, Any> {
        Ok(Self::Null)
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A NUMERIC, as the sum of BIGINTs is one: number of digits, weight of the first, sign, digits after the point as shown, then the
/// digits to the base 10000, each in two bytes (`numeric_send` of PostgreSQL). Without a fraction it is a whole number, as in SQLite.
fn numeric(raw: &[u8]) -> Option<Value> {
    let mut words = raw.chunks_exact(2).map(|c| c.try_into().map(i16::from_be_bytes));
    let mut word = || words.next()?.ok();
    let (count, weight, sign, shown) = (word()?, word()?, word()?, word()?);
    let mut whole = Some(0_i64);
    let mut real = 0.0_f64;
    for i in 0..count.max(weight.checked_add(1)?) {
        let digit = if i < count { word()? } else { 0 };
        if i <= weight {
            whole = whole.and_then(|w| w.checked_mul(10_000)?.checked_sub(digit.into()));
        }
        real -= f64::from(digit) * 10_000_f64.powi(i32::from(weight) - i32::from(i));
    }
    // Counted downwards, since the smallest number has no positive counterpart.
    match sign {
        0x0000 => Some(if shown == 0 {
            whole.and_then(i64::checked_neg).map_or(Value::Real(-real), Value::Int)
        } else {
            Value::Real(-real)
        }),
        0x4000 => Some(if shown == 0 { whole.map_or(Value::Real(real), Value::Int) } else { Value::Real(real) }),
        _ => None,
    }
}

pub(crate) fn row(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let values = (0..row.len()).map(|i| row.try_get(i)).collect::<Result<_, _>>();
    Ok(Row(values.map_err(Problem::from)?))
}
