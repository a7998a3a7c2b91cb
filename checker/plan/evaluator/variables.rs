//! What a variable comes to: what the call or the plan gives it, or its default, converted to its type.

use std::rc::Rc;

use super::{Evaluator, Holder, Place, names};
use crate::inventory::address::InstanceKey;
use crate::inventory::value::{Value, entry};
use crate::plan::symbol::Symbol;
use crate::plan::types::Type;

impl Evaluator<'_> {
    /// The value of `var.NAME`, as its type and the other settings of its block make it.
    pub(super) fn variable(&self, name: &str, place: &Place) -> Symbol {
        self.remember("var", name, &place.modules, || {
            let modules = &place.modules;
            let declared = self.resolver.blocks.module(modules).and_then(|module| module.variables.get(name));
            let default =
                declared.and_then(|declared| declared.default.clone()).map_or(Symbol::Value(Value::Null), Symbol::Value);
            if self.shown && declared.is_none_or(|declared| declared.sensitive) {
                return Symbol::unknown();
            }
            let written = self.source.variable(&names(modules), name);
            let given = self.given(name, place);
            let Some(written) = written else {
                return match given {
                    // The plan shows the default of one that is ephemeral, and not what is given.
                    Some(given) if modules.is_empty() && given != default => given,
                    Some(given @ Symbol::Instance(_)) => given,
                    given => Symbol::any(given),
                };
            };
            let given = match given {
                _ if written.ephemeral && modules.is_empty() => return Symbol::unknown(),
                None => default,
                Some(Symbol::Value(Value::Null)) if !written.nullable => default,
                Some(given) => given,
            };
            let Some(of) = written.type_ else { return given };
            let outside = Place { modules: Rc::clone(modules), instance: None, bound: Vec::new(), steps: 0 };
            let of = Type::parse(&of, &|default| self.evaluate(default, &outside));
            of.map_or_else(|| Symbol::any([given.clone()]), |of| of.convert(&given))
        })
    }

    /// What a variable is given; `None` where it takes its default.
    fn given(&self, name: &str, place: &Place) -> Option<Symbol> {
        let modules = &place.modules;
        let Some((step, parents)) = modules.split_last() else {
            let variable = self.resolver.variables.get(name).and_then(|variable| variable.value.clone());
            return Some(variable.map_or_else(Symbol::unknown, Symbol::Value));
        };
        let given = entry(self.resolver.blocks.call(modules)?.expressions.as_ref()?, name)?;
        if let Some(constant) = entry(given, "constant_value") {
            return Some(Symbol::Value(constant.clone()));
        }
        let argument = self.source.call_argument(&names(parents), &step.name, name).filter(|argument| argument.agrees(given));
        let Some((argument, steps)) = argument.zip(place.steps.checked_sub(1)) else { return Some(Symbol::unknown()) };
        let holder = |key: &InstanceKey| (key.clone(), Holder::Call(Rc::clone(modules)));
        let instance = step.key.as_ref().map(holder);
        Some(self.evaluate(&argument.expression, &Place { modules: parents.into(), instance, bound: Vec::new(), steps }))
    }
}
