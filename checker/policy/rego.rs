//! The policy engine: modules and data in, values out, under limits. The engine's errors are text and become places in files here.

use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use regorus::utils::limits::ExecutionTimerConfig;

use super::error::{PolicyError, Problem};
use super::files::File;
use crate::inventory::value::Value;

/// How much memory the program may hold while a policy runs, in megabytes. An inventory of 100,000 resources takes about 1,000.
const MEMORY_MEGABYTES: u64 = 4096;

/// How many queries run under the memory limit: the engine has one limit for the whole program.
static QUERIES: Mutex<usize> = Mutex::new(0);

/// The memory limit, in force as long as one of these lives.
struct MemoryLimit;

impl MemoryLimit {
    fn begin() -> Self {
        let mut queries = QUERIES.lock().unwrap_or_else(PoisonError::into_inner);
        if *queries == 0 {
            regorus::set_global_memory_limit(Some(MEMORY_MEGABYTES << 20));
        }
        *queries += 1;
        Self
    }
}

impl Drop for MemoryLimit {
    fn drop(&mut self) {
        let mut queries = QUERIES.lock().unwrap_or_else(PoisonError::into_inner);
        *queries -= 1;
        if *queries == 0 {
            regorus::set_global_memory_limit(None);
        }
    }
}

/// An engine with modules loaded.
#[derive(Clone)]
pub struct Rego {
    engine: regorus::Engine,
}

/// An error of the engine, taken apart.
struct EngineError {
    file: Option<String>,
    line: usize,
    column: usize,
    message: String,
}

impl Rego {
    /// An engine with the data documents and no module.
    pub fn new(data: Value) -> Result<Self, PolicyError> {
        let mut engine = regorus::Engine::new();
        engine.set_strict_builtin_errors(true);
        engine.set_gather_prints(true);
        engine.add_data(data).map_err(|error| Problem::Data(error.to_string()))?;
        Ok(Self { engine })
    }

    /// Adds a module. Gives its package.
    pub fn add(&mut self, file: &File) -> Result<String, PolicyError> {
        self.engine.add_policy(file.path.clone(), file.text.clone()).map_err(|error| {
            let error = EngineError::read(&error);
            Problem::Rego(error.message).at(&file.path, &file.text, error.line, error.column)
        })
    }

    /// The document that the next queries judge.
    pub fn set_input(&mut self, input: Value) {
        self.engine.set_input(input);
    }

    /// The parsed modules.
    pub fn modules(&mut self) -> &[regorus::unstable::Ref<regorus::unstable::Module>] {
        self.engine.get_modules()
    }

    /// Starts recording which lines are evaluated.
    pub fn record_coverage(&mut self) {
        self.engine.set_enable_coverage(true);
    }

    /// What was recorded, by file: the lines that were evaluated, and those that were not.
    pub fn coverage(&self) -> Result<regorus::coverage::Report, PolicyError> {
        self.engine.get_coverage_report().map_err(|error| Problem::Rego(error.to_string()).into())
    }

    /// Evaluates a query for `id` under the limits. An undefined result is [`Value::Undefined`].
    pub fn query(&mut self, id: &str, query: &str, limit: Duration, files: &[&File]) -> Result<Value, PolicyError> {
        self.engine
            .set_execution_timer_config(ExecutionTimerConfig { limit, check_interval: NonZeroU32::MIN.saturating_add(999) });
        let result = {
            let _limit = MemoryLimit::begin();
            self.engine.eval_query(query.to_owned(), false)
        };
        match result {
            Ok(results) => Ok(results
                .result
                .into_iter()
                .next()
                .and_then(|row| row.expressions.into_iter().next())
                .map_or(Value::Undefined, |expression| expression.value)),
            Err(error) => Err(failed(id, &error, limit, files)),
        }
    }

    /// Compiles rules as a second opinion: the compiler rejects unknown functions even where they are not reached.
    pub fn compile(&mut self, rules: &[&str], files: &[&File]) -> Result<(), PolicyError> {
        let Some(first) = rules.first() else { return Ok(()) };
        let compiled = self
            .engine
            .compile_with_entrypoint(&(*first).into())
            .map_err(|error| placed(&EngineError::read(&error), files, Problem::Rego))?;
        match regorus::languages::rego::compiler::Compiler::compile_from_policy(&compiled, rules) {
            Ok(_) => Ok(()),
            Err(error) => Err(placed(&EngineError::read_text(&error.to_string()), files, Problem::Rego)),
        }
    }
}

fn failed(id: &str, error: &anyhow::Error, limit: Duration, files: &[&File]) -> PolicyError {
    let id = id.to_owned();
    let text = error.to_string();
    match error.downcast_ref::<regorus::LimitError>() {
        Some(regorus::LimitError::TimeLimitExceeded { .. }) => return Problem::Time { id, seconds: limit.as_secs() }.into(),
        Some(regorus::LimitError::MemoryLimitExceeded { .. }) => {
            return Problem::Memory { id, megabytes: MEMORY_MEGABYTES }.into();
        }
        _ => {}
    }
    placed(&EngineError::read_text(&text), files, |message| Problem::Evaluation { id, message })
}

fn placed(error: &EngineError, files: &[&File], problem: impl FnOnce(String) -> Problem) -> PolicyError {
    let problem = problem(error.message.clone());
    match error.file.as_ref().and_then(|name| files.iter().find(|file| file.path == *name)) {
        Some(file) => problem.at(&file.path, &file.text, error.line, error.column),
        None => problem.into(),
    }
}

impl EngineError {
    fn read(error: &anyhow::Error) -> Self {
        Self::read_text(&error.to_string())
    }

    /// The engine writes `--> file:line:column`, the line, and `error: message`, perhaps several times: the last is the innermost.
    fn read_text(text: &str) -> Self {
        let place = text.rsplit("--> ").next().filter(|_| text.contains("--> ")).and_then(|rest| {
            let mut parts = rest.lines().next()?.rsplitn(3, ':');
            let column = parts.next()?.trim().parse().ok()?;
            let line = parts.next()?.parse().ok()?;
            Some((parts.next()?.to_owned(), line, column))
        });
        let message = text.rsplit("error: ").next().unwrap_or(text).trim();
        let (file, line, column) = place.map_or((None, 1, 1), |(file, line, column)| (Some(file), line, column));
        Self { file, line, column, message: message.lines().next().unwrap_or(message).to_owned() }
    }
}
