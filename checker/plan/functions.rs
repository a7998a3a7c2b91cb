//! What Terraform's functions make of values as far as these can be told.

use std::collections::BTreeMap;
use std::rc::Rc;

use hcl_edit::expr::BinaryOperator;

use super::evaluator::yaml;
use super::symbol::{Symbol, key_text};
use super::types::{Type, meet_unchanged};
use crate::inventory::value::{Value, text};

/// What a function makes of its arguments. One that is not listed may do anything with them.
pub fn call(name: &str, arguments: &[Symbol]) -> Symbol {
    let anything = || Symbol::any(arguments.iter().cloned());
    if !matches!(name, "try" | "can") && arguments.contains(&Symbol::Error) {
        return Symbol::Error;
    }
    match (name, arguments) {
        ("sensitive" | "nonsensitive", [one]) => one.clone(),
        ("tostring", [one]) => Type::Text.convert(one),
        ("tonumber", [one]) => Type::Number.convert(one),
        ("tobool", [one]) => Type::Bool.convert(one),
        ("tolist", [one]) => Type::List(Box::new(Type::Any)).convert(one),
        ("toset", [one]) => Type::Set(Box::new(Type::Any)).convert(one),
        ("tomap", [one]) => Type::Map(Box::new(Type::Any)).convert(one),
        ("setunion", sets) => joined(sets).map_or_else(anything, |(items, _)| Symbol::set(items)),
        ("concat", lists) => {
            joined(lists).map_or_else(anything, |(items, ordered)| if ordered { Symbol::list(items) } else { Symbol::bag(items) })
        }
        ("distinct", [list]) => list.spread().map_or_else(anything, distinct),
        ("compact", [list]) => list.spread().map_or_else(anything, compact),
        ("flatten", [list]) => flatten(list).unwrap_or_else(anything),
        ("reverse", [Symbol::Bag(_)]) => arguments.first().cloned().unwrap_or_else(anything),
        ("reverse", [Symbol::List(_) | Symbol::Value(Value::Array(_))]) => {
            let items = arguments.first().and_then(Symbol::items).unwrap_or_default();
            Symbol::list(items.into_iter().rev().map(|(_, item)| item))
        }
        ("jsondecode", [Symbol::Value(Value::String(text))]) => {
            Value::from_json_str(text).map_or_else(|_| anything(), Symbol::Value)
        }
        ("join", [Symbol::Value(between), list]) => join(between, list).unwrap_or_else(anything),
        ("values", [map]) => map.entries_by_name().map_or_else(anything, |entries| Symbol::list(entries.into_values())),
        ("keys", [map]) => {
            map.entries_by_name().map_or_else(anything, |entries| Symbol::list(entries.keys().map(|key| Symbol::text(key))))
        }
        ("yamldecode", [Symbol::Value(Value::String(text))]) => yaml(text),
        ("length", [collection]) => {
            collection.items().map_or_else(Symbol::unknown, |items| Symbol::Value(Value::from(items.len())))
        }
        ("merge", maps) => {
            let maps: Option<Vec<BTreeMap<String, Symbol>>> = maps.iter().map(Symbol::entries_by_name).collect();
            maps.map_or_else(anything, |maps| Symbol::Map(Rc::new(maps.into_iter().flatten().collect())))
        }
        ("zipmap", [keys, values]) => zipmap(keys, values).unwrap_or_else(anything),
        ("one", [list]) => match list.spread() {
            Some((items, true)) => match &items[..] {
                [] => Symbol::Value(Value::Null),
                [only] => only.clone(),
                _ => Symbol::Error,
            },
            _ => anything(),
        },
        ("element", [list, Symbol::Value(at)]) => {
            let items = in_order(list).filter(|items| !items.is_empty());
            items.zip(position(at)).and_then(|(items, at)| items.get(at % items.len()).cloned()).unwrap_or_else(anything)
        }
        ("slice", [list, Symbol::Value(from), Symbol::Value(to)]) => match (in_order(list), position(from), position(to)) {
            (Some(items), Some(from), Some(to)) => {
                items.get(from..to).map_or(Symbol::Error, |part| Symbol::list(part.iter().cloned()))
            }
            _ => anything(),
        },
        ("lookup", [map, Symbol::Value(key), default @ ..]) => match (map.item(key), default) {
            (Symbol::Error, [default]) => {
                let mut all: Vec<Symbol> = map.items().unwrap_or_default().into_iter().map(|(_, item)| item).collect();
                all.push(default.clone());
                if meet_unchanged(&all) { default.clone() } else { anything() }
            }
            (item, _) => item,
        },
        ("coalesce", candidates) => first_that_is_there(candidates, |candidate| {
            *candidate == Symbol::Value(Value::Null) || *candidate == Symbol::text("")
        }),
        ("coalescelist", candidates) => {
            first_that_is_there(candidates, |candidate| *candidate != Symbol::text("") && candidate.is_nothing())
        }
        // What cannot be told may be an error.
        ("try", candidates) => {
            let mut left = candidates.iter().skip_while(|candidate| **candidate == Symbol::Error);
            match left.next() {
                Some(first @ Symbol::Any(_)) => Symbol::any(std::iter::once(first).chain(left).cloned()),
                Some(first) => first.clone(),
                None => Symbol::Error,
            }
        }
        _ => anything(),
    }
}

/// What an operator makes of its two sides.
pub fn operator(operator: BinaryOperator, sides: &[Symbol; 2]) -> Symbol {
    if sides.contains(&Symbol::Error) {
        return Symbol::unknown();
    }
    let truths = sides.each_ref().map(Symbol::truth);
    let truth = match (operator, sides, truths) {
        (BinaryOperator::Eq | BinaryOperator::NotEq, [left, right], _) => match equal(left, right) {
            Some(equal) => equal == (operator == BinaryOperator::Eq),
            None => return Symbol::unknown(),
        },
        (BinaryOperator::Less, [Symbol::Value(left @ Value::Number(_)), Symbol::Value(right @ Value::Number(_))], _) => {
            left < right
        }
        (BinaryOperator::LessEq, [Symbol::Value(left @ Value::Number(_)), Symbol::Value(right @ Value::Number(_))], _) => {
            left <= right
        }
        (BinaryOperator::Greater, [Symbol::Value(left @ Value::Number(_)), Symbol::Value(right @ Value::Number(_))], _) => {
            left > right
        }
        (BinaryOperator::GreaterEq, [Symbol::Value(left @ Value::Number(_)), Symbol::Value(right @ Value::Number(_))], _) => {
            left >= right
        }
        (BinaryOperator::And, _, [Some(false), _] | [_, Some(false)]) => false,
        (BinaryOperator::And, _, [Some(true), Some(true)]) => true,
        (BinaryOperator::Or, _, [Some(true), _] | [_, Some(true)]) => true,
        (BinaryOperator::Or, _, [Some(false), Some(false)]) => false,
        _ => return Symbol::unknown(),
    };
    Symbol::Value(Value::Bool(truth))
}

/// Whether two values are equal, where Terraform surely sees it the same way: a list and a tuple of the same items differ, and a text has
/// several forms beyond ASCII.
fn equal(left: &Symbol, right: &Symbol) -> Option<bool> {
    let (Symbol::Value(left), Symbol::Value(right)) = (left, right) else { return None };
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) | (Value::Bool(_), Value::Bool(_)) | (Value::Number(_), Value::Number(_)) => {
            Some(left == right)
        }
        (Value::String(one), Value::String(other)) => (one.is_ascii() && other.is_ascii()).then_some(left == right),
        _ => None,
    }
}

/// The items of several lists, and whether their order is known; `None` where one may be converted.
fn joined(lists: &[Symbol]) -> Option<(Vec<Symbol>, bool)> {
    let lists: Vec<(Vec<Symbol>, bool)> = lists.iter().map(Symbol::spread).collect::<Option<_>>()?;
    let ordered = lists.iter().all(|(_, ordered)| *ordered);
    let items: Vec<Symbol> = lists.into_iter().flat_map(|(items, _)| items).collect();
    meet_unchanged(&items).then_some((items, ordered))
}

/// Each item once. Items that are not known yet may turn out to be the same.
fn distinct((items, ordered): (Vec<Symbol>, bool)) -> Symbol {
    let known = items.iter().all(|item| matches!(item, Symbol::Value(value) if text(value).is_some_and(str::is_ascii)));
    if !ordered || !known && items.len() > 1 {
        return if meet_unchanged(&items) { Symbol::bag(items) } else { Symbol::any(items) };
    }
    let mut once: Vec<Symbol> = Vec::new();
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    Symbol::list(once)
}

/// The texts that are not empty. What cannot be told may be.
fn compact((items, ordered): (Vec<Symbol>, bool)) -> Symbol {
    let texts: Vec<Symbol> = items.iter().map(|item| Type::Text.convert(item)).filter(|item| !item.is_nothing()).collect();
    if texts.iter().any(|item| !matches!(item, Symbol::Value(_) | Symbol::Instance(_))) {
        return Symbol::any(texts);
    }
    if ordered { Symbol::list(texts) } else { Symbol::bag(texts) }
}

fn flatten(list: &Symbol) -> Option<Symbol> {
    let (mut open, mut ordered) = list.spread()?;
    let mut items = Vec::new();
    open.reverse();
    while let Some(item) = open.pop() {
        match item.spread() {
            Some((inner, known)) => {
                ordered &= known;
                open.extend(inner.into_iter().rev());
            }
            // It may be a list itself.
            None if matches!(item, Symbol::Any(_)) => return None,
            None => items.push(item),
        }
    }
    Some(if ordered { Symbol::list(items) } else { Symbol::bag(items) })
}

fn zipmap(keys: &Symbol, values: &Symbol) -> Option<Symbol> {
    let key = |key: Symbol| match key {
        Symbol::Value(key) => key_text(&key),
        _ => None,
    };
    let keys: Vec<String> = in_order(keys)?.into_iter().map(key).collect::<Option<_>>()?;
    Some(Symbol::Map(Rc::new(keys.into_iter().zip(in_order(values)?).collect())))
}

fn join(between: &Value, list: &Symbol) -> Option<Symbol> {
    let part = |part: Symbol| match part {
        Symbol::Value(part) => key_text(&part),
        _ => None,
    };
    let parts: Vec<String> = in_order(list)?.into_iter().map(part).collect::<Option<_>>()?;
    Some(Symbol::text(&parts.join(text(between)?)))
}

/// The first that is there. What is not known yet may turn out to be null or empty.
fn first_that_is_there(candidates: &[Symbol], is_nothing: impl Fn(&Symbol) -> bool) -> Symbol {
    let left: Vec<&Symbol> = candidates.iter().skip_while(|candidate| is_nothing(candidate)).collect();
    match left[..] {
        [] => Symbol::Error,
        _ if !meet_unchanged(candidates) => Symbol::any(candidates.iter().cloned()),
        [first @ (Symbol::Value(_) | Symbol::List(_) | Symbol::Set(_) | Symbol::Bag(_) | Symbol::Map(_)), ..] => first.clone(),
        [only @ Symbol::Instance(_)] => only.clone(),
        _ => Symbol::any(left.into_iter().cloned()),
    }
}

fn in_order(list: &Symbol) -> Option<Vec<Symbol>> {
    list.spread().filter(|(_, ordered)| *ordered).map(|(items, _)| items)
}

fn position(at: &Value) -> Option<usize> {
    at.as_u64().ok().and_then(|at| usize::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Symbol {
        Symbol::Value(Value::from_json_str(json).expect(json))
    }

    fn three() -> Symbol {
        Symbol::list([Symbol::Instance(1), Symbol::Instance(2), Symbol::Instance(3)])
    }

    fn named() -> Symbol {
        Symbol::Map(Rc::new([("a".to_owned(), Symbol::Instance(1)), ("b".to_owned(), Symbol::Instance(2))].into()))
    }

    #[test]
    fn functions_pick_what_terraform_picks() {
        let nothing = Symbol::list([]);
        for (name, arguments, expected) in [
            (
                "concat",
                vec![Symbol::list([Symbol::Instance(1)]), value("[]"), value("[\"2\"]")],
                Symbol::list([Symbol::Instance(1), value("\"2\"")]),
            ),
            ("jsondecode", vec![value(r#""{\"a\": true}""#)], value(r#"{"a": true}"#)),
            ("join", vec![value("\", \""), value("[\"a\", 1]")], value("\"a, 1\"")),
            (
                "join",
                vec![value("\"-\""), Symbol::list([Symbol::Instance(1)])],
                Symbol::any([value("\"-\""), Symbol::list([Symbol::Instance(1)])]),
            ),
            (
                "flatten",
                vec![Symbol::list([three(), Symbol::list([nothing.clone(), Symbol::Instance(4)])])],
                Symbol::list([1, 2, 3, 4].map(Symbol::Instance)),
            ),
            (
                "compact",
                vec![Symbol::list([value("\"\""), Symbol::Instance(1), value("null")])],
                Symbol::list([Symbol::Instance(1)]),
            ),
            ("reverse", vec![three()], Symbol::list([3, 2, 1].map(Symbol::Instance))),
            ("values", vec![named()], Symbol::list([1, 2].map(Symbol::Instance))),
            ("keys", vec![named()], Symbol::list([value("\"a\""), value("\"b\"")])),
            ("length", vec![three()], value("3")),
            ("length", vec![Symbol::Instance(1)], Symbol::unknown()),
            ("merge", vec![value("{}"), named()], named()),
            ("merge", vec![named(), Symbol::unknown()], Symbol::any([named(), Symbol::unknown()])),
            ("zipmap", vec![value("[\"a\", \"b\"]"), Symbol::list([1, 2].map(Symbol::Instance))], named()),
            ("one", vec![Symbol::list([Symbol::Instance(1)])], Symbol::Instance(1)),
            ("one", vec![nothing.clone()], value("null")),
            ("one", vec![three()], Symbol::Error),
            ("element", vec![three(), value("4")], Symbol::Instance(2)),
            ("slice", vec![three(), value("1"), value("3")], Symbol::list([2, 3].map(Symbol::Instance))),
            ("slice", vec![three(), value("1"), value("4")], Symbol::Error),
            ("lookup", vec![named(), value("\"b\"")], Symbol::Instance(2)),
            ("lookup", vec![named(), value("\"c\""), Symbol::Instance(9)], Symbol::Instance(9)),
            ("coalesce", vec![value("null"), value("\"\""), Symbol::Instance(1)], Symbol::Instance(1)),
            ("coalesce", vec![Symbol::unknown(), Symbol::Instance(1)], Symbol::any([Symbol::unknown(), Symbol::Instance(1)])),
            ("try", vec![Symbol::Error, Symbol::Instance(1)], Symbol::Instance(1)),
            ("sort", vec![three()], Symbol::any([three()])),
        ] {
            assert_eq!(call(name, &arguments), expected, "{name}({arguments:?})");
        }
    }

    #[test]
    fn only_values_of_one_type_are_compared() {
        let known = |left: &str, right: &str| {
            let sides = [value(left), value(right)];
            let [equal, unequal] = [BinaryOperator::Eq, BinaryOperator::NotEq].map(|own| operator(own, &sides).truth());
            assert_eq!(equal, unequal.map(|unequal| !unequal), "{left} {right}");
            equal
        };
        for (left, right, expected) in [
            ("1", "1", Some(true)),
            ("1", "1.0", Some(true)),
            ("\"a\"", "\"b\"", Some(false)),
            ("null", "null", Some(true)),
            ("null", "\"\"", Some(false)),
            ("true", "\"true\"", None),
            ("1", "\"1\"", None),
            ("[]", "[]", None),
            ("{}", "{}", None),
            ("\"\\u00e9\"", "\"e\\u0301\"", None),
        ] {
            assert_eq!(known(left, right), expected, "{left} {right}");
        }
        assert_eq!(operator(BinaryOperator::Or, &[Symbol::Error, value("true")]), Symbol::unknown());
    }

    #[test]
    fn a_function_that_may_convert_its_arguments_claims_nothing() {
        let texts = |texts: &[&str]| Symbol::list(texts.iter().map(|text| Symbol::text(text)));
        let [one, two] = [1, 2].map(Symbol::Instance);
        for (name, arguments, expected) in [
            ("tostring", vec![value("1")], Some(value("\"1\""))),
            ("tonumber", vec![value("\"x\"")], None),
            ("tolist", vec![value("[1, \"a\"]")], None),
            ("toset", vec![value("[\"z\", \"a\", \"z\"]")], Some(Symbol::set(vec![value("\"a\""), value("\"z\"")]))),
            ("toset", vec![value("[1, \"1\"]")], None),
            ("toset", vec![Symbol::list([one.clone(), two.clone()])], Some(Symbol::bag([one.clone(), two.clone()]))),
            ("tolist", vec![Symbol::bag([one.clone()])], None),
            ("tolist", vec![Symbol::set(vec![value("\"b\""), value("\"a\"")])], Some(texts(&["a", "b"]))),
            (
                "setunion",
                vec![value("[\"b\"]"), value("[\"a\", \"b\"]")],
                Some(Symbol::set(vec![value("\"a\""), value("\"b\"")])),
            ),
            ("distinct", vec![value("[\"z\", \"a\", \"z\"]")], Some(texts(&["z", "a"]))),
            (
                "distinct",
                vec![value("[\"\u{e9}\", \"e\\u0301\"]")],
                Some(Symbol::bag([value("\"\u{e9}\""), value("\"e\\u0301\"")])),
            ),
            ("distinct", vec![three()], Some(Symbol::bag([1, 2, 3].map(Symbol::Instance)))),
            ("length", vec![Symbol::bag([one.clone()])], Some(Symbol::unknown())),
            ("compact", vec![value("[1, \"\"]")], Some(texts(&["1"]))),
            ("compact", vec![Symbol::list([Symbol::unknown(), one.clone()])], None),
            ("concat", vec![value("[1]"), value("[\"a\"]")], None),
            (
                "concat",
                vec![Symbol::bag([one.clone()]), Symbol::list([two.clone()])],
                Some(Symbol::bag([one.clone(), two.clone()])),
            ),
            ("flatten", vec![Symbol::list([Symbol::unknown(), one.clone()])], None),
            ("lookup", vec![value("{\"a\": \"x\"}"), value("\"b\""), value("1")], None),
            ("coalesce", vec![value("1"), value("\"a\"")], None),
            ("coalesce", vec![value("[]"), value("[\"a\"]")], Some(value("[]"))),
            ("coalescelist", vec![value("[]"), value("[\"a\"]")], Some(value("[\"a\"]"))),
            ("coalesce", vec![one.clone(), two.clone()], None),
            ("try", vec![Symbol::unknown(), one.clone()], None),
            ("lookup", vec![Symbol::Error, value("\"a\""), one], Some(Symbol::Error)),
        ] {
            let found = call(name, &arguments);
            match expected {
                Some(expected) => assert_eq!(found, expected, "{name}({arguments:?})"),
                None => assert!(matches!(found, Symbol::Any(_)), "{name}({arguments:?}) = {found:?}"),
            }
        }
    }
}
