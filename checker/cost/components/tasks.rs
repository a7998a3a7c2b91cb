//! Fargate: what a task takes by the hour, on demand or on spare capacity.

use rust_decimal::Decimal;

use crate::cost::catalogue::Bracket;
use crate::cost::component::Gap;
use crate::cost::sheet::{Amount, Found, Line, Sheet, number, seen};
use crate::inventory::Resource;
use crate::inventory::value::text;

/// Gigabytes of disk that come with a task.
const DISK: u32 = 20;

/// What one task takes.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Virtual processors.
    pub processors: Decimal,
    /// Gigabytes.
    pub memory: Decimal,
}

/// Where tasks run: each a part of the whole.
#[derive(Debug, Clone)]
pub enum Capacity {
    /// On Fargate: how many tasks of a number run on spare capacity.
    Fargate(Vec<Provider>),
    /// On instances, which are priced by themselves.
    Instances,
}

/// A capacity provider.
#[derive(Debug, Clone, Copy)]
pub struct Provider {
    spot: bool,
    base: Decimal,
    weight: Decimal,
}

impl Size {
    /// Of a task definition: `1024` is a processor and a gigabyte; it may also say `1 vCPU` and `2 GB`.
    pub fn of(definition: &Resource) -> Result<Self, Gap> {
        let read = |path: &str| {
            let value = seen(definition, path)?.and_then(text).unwrap_or_default();
            amount(value).ok_or_else(|| Gap::unknown(format!("`{path}` of {} is not set", definition.own_address)))
        };
        Ok(Self { processors: read("cpu")?, memory: read("memory")? })
    }
}

/// `512` of 1024, or `0.5 vCPU`, or `1 GB`.
pub fn amount(text: &str) -> Option<Decimal> {
    let lower = text.trim().to_ascii_lowercase();
    let whole = ["vcpu", "gb"].iter().find_map(|unit| lower.strip_suffix(unit));
    match whole {
        Some(number) => number.trim().parse().ok(),
        None => Some(lower.parse::<Decimal>().ok()? / Decimal::from(1024)),
    }
}

/// `x86` or `arm64`; no other system has a price.
pub fn architecture(definition: &Resource) -> Result<&'static str, Gap> {
    let read = |path| Ok::<_, Gap>(seen(definition, path)?.and_then(text).unwrap_or_default());
    match (read("runtime_platform[0].operating_system_family")?, read("runtime_platform[0].cpu_architecture")?) {
        ("" | "LINUX", "" | "X86_64") => Ok("x86"),
        ("" | "LINUX", "ARM64") => Ok("arm64"),
        (system, _) => Err(Gap::Price(format!("fargate.{}.vcpu", system.to_ascii_lowercase()))),
    }
}

/// Where the tasks run, by the launch type or the strategy under `at` (empty, or `target[0].ecs_parameters[0].`).
pub fn capacity(line: &Line<'_>, at: &str) -> Result<Capacity, Gap> {
    let strategy = format!("{at}capacity_provider_strategy");
    let count = line.count(&strategy)?;
    if count == 0 {
        return match line.text(&format!("{at}launch_type")) {
            Ok("FARGATE") => Ok(Capacity::Fargate(vec![Provider { spot: false, base: Decimal::ZERO, weight: Decimal::ONE }])),
            Ok(_) => Ok(Capacity::Instances),
            Err(_) => Err(Gap::unknown("neither a launch type nor a capacity provider is set: the cluster decides")),
        };
    }
    let mut providers = Vec::with_capacity(count);
    for entry in 0..count {
        let spot = match line.text(&format!("{strategy}[{entry}].capacity_provider"))? {
            "FARGATE" => false,
            "FARGATE_SPOT" => true,
            other => return Err(Gap::Unsupported(format!("the capacity provider {other}"))),
        };
        let base = line.maybe_number(&format!("{strategy}[{entry}].base"))?.unwrap_or_default();
        let weight = line.maybe_number(&format!("{strategy}[{entry}].weight"))?.unwrap_or_default();
        providers.push(Provider { spot, base, weight });
    }
    Ok(Capacity::Fargate(providers))
}

/// How many of so many tasks run on spare capacity: the bases first, then by weight.
fn spare(providers: &[Provider], tasks: Decimal) -> Decimal {
    let weights: Decimal = providers.iter().map(|provider| provider.weight).sum();
    let (mut left, mut spot) = (tasks, Decimal::ZERO);
    for provider in providers {
        let first = provider.base.min(left);
        left -= first;
        spot += if provider.spot { first } else { Decimal::ZERO };
    }
    let weighted: Decimal = providers.iter().filter(|provider| provider.spot).map(|provider| provider.weight).sum();
    match (weights.is_zero(), providers.iter().all(|provider| provider.spot)) {
        (true, true) => spot + left,
        (true, false) => spot,
        (false, _) => spot + left * weighted / weights,
    }
}

/// Adds the components of a number of tasks that run so many hours each.
pub fn add(
    sheet: &mut Sheet<'_>,
    definition: &Resource,
    size: Size,
    capacity: Result<Capacity, Gap>,
    tasks: Bracket,
    hours: impl Fn(&Line<'_>) -> Result<Bracket, Gap>,
) {
    sheet.of("Fargate");
    let capacity = match capacity {
        Ok(Capacity::Instances) => return sheet.free("its tasks run on instances, which are priced by themselves"),
        Ok(Capacity::Fargate(providers)) => Ok(providers),
        Err(gap) => Err(gap),
    };
    let one = |spot| vec![Provider { spot, base: Decimal::ZERO, weight: Decimal::ONE }];
    let (architectures, providers, gap) = match (architecture(definition), capacity) {
        (Ok(architecture), Ok(providers)) => (vec![architecture], vec![providers], None),
        (Ok(architecture), Err(gap)) => (vec![architecture], vec![one(true), one(false)], Some(gap)),
        (Err(gap), Ok(providers)) => (vec!["arm64", "x86"], vec![providers], Some(gap)),
        (Err(gap), Err(_)) => (vec!["arm64", "x86"], vec![one(true), one(false)], Some(gap)),
    };
    if let Some(gap) = gap {
        // What is not known makes one component of it all, between the cheapest and the dearest.
        let mut all = Vec::new();
        for architecture in architectures {
            for providers in &providers {
                all.push(Run { architecture, providers, size, tasks });
            }
        }
        return sheet.gap("tasks", between(&sheet.line(), gap, &all, &hours));
    }
    for (architecture, providers) in architectures.iter().zip(&providers) {
        let run = Run { architecture, providers, size, tasks };
        for (spot, suffix) in [(false, ""), (true, ", Spot")] {
            for (name, unit) in [("vCPU hours", Unit::Processor), ("GB hours", Unit::Memory)] {
                sheet.add(&format!("{name}{suffix}"), |line| run.cost(line, unit, spot, &hours));
            }
        }
    }
    sheet.add("disk", |line| {
        let gigabytes = number(seen(definition, "ephemeral_storage[0].size_in_gib")?).unwrap_or_default();
        if gigabytes <= Decimal::from(DISK) {
            return Ok(Amount::None);
        }
        let beyond = gigabytes - Decimal::from(DISK);
        line.cost("fargate.storage", tasks * hours(line)?.map(|hours| hours * beyond))
    });
}

/// What a task is billed for.
#[derive(Clone, Copy)]
enum Unit {
    Processor,
    Memory,
}

/// Tasks that run.
struct Run<'r> {
    architecture: &'static str,
    providers: &'r [Provider],
    size: Size,
    tasks: Bracket,
}

impl Run<'_> {
    /// What those on demand, or those on spare capacity, cost.
    fn cost(&self, line: &Line<'_>, unit: Unit, spot: bool, hours: &impl Fn(&Line<'_>) -> Result<Bracket, Gap>) -> Found {
        let share = self.tasks.map(|tasks| {
            let spare = spare(self.providers, tasks);
            if spot { spare } else { tasks - spare }
        });
        if share.high.is_zero() {
            return Ok(Amount::None);
        }
        let (unit, units) = match unit {
            Unit::Processor => ("vcpu", self.size.processors),
            Unit::Memory => ("memory", self.size.memory),
        };
        let id = format!("fargate.linux.{}.{unit}", self.architecture);
        let quantity = share * hours(line)?.map(|hours| hours * units);
        if spot { line.discounted(&id, quantity, "fargate.spot.discount") } else { line.cost(&id, quantity) }
    }
}

/// A gap with its bounds: the cheapest and the dearest of what may be.
fn between(line: &Line<'_>, gap: Gap, all: &[Run<'_>], hours: &impl Fn(&Line<'_>) -> Result<Bracket, Gap>) -> Gap {
    let Gap::Attribute { reason, .. } = gap else { return gap };
    let mut between: Option<Bracket> = None;
    for run in all {
        let mut sum = Bracket::default();
        for spot in [false, true] {
            for unit in [Unit::Processor, Unit::Memory] {
                match run.cost(line, unit, spot, hours) {
                    Ok(Amount::Costs(costs)) => sum = sum + costs.cost,
                    Ok(_) => {}
                    Err(_) => return Gap::unknown(reason),
                }
            }
        }
        between = Some(between.map_or(sum, |between| between.or(sum)));
    }
    Gap::Attribute { reason, between }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(spot: bool, base: u32, weight: u32) -> Provider {
        Provider { spot, base: base.into(), weight: weight.into() }
    }

    #[test]
    fn the_bases_come_first_and_the_rest_is_shared_by_weight() {
        let half = |providers: &[Provider], tasks: u32| spare(providers, tasks.into()).normalize().to_string();
        assert_eq!(half(&[provider(true, 0, 1)], 3), "3");
        assert_eq!(half(&[provider(false, 0, 1)], 3), "0");
        assert_eq!(half(&[provider(false, 1, 1), provider(true, 0, 1)], 3), "1");
        assert_eq!(half(&[provider(false, 1, 1), provider(true, 0, 3)], 5), "3");
        assert_eq!(half(&[provider(false, 5, 0), provider(true, 0, 1)], 3), "0");
        assert_eq!(half(&[provider(true, 0, 0)], 3), "3");
    }

    #[test]
    fn sizes_are_written_in_two_ways() {
        for (text, size) in
            [("256", Some("0.25")), ("0.5 vCPU", Some("0.5")), ("2 GB", Some("2")), ("1GB", Some("1")), ("much", None)]
        {
            assert_eq!(amount(text).map(|size| size.normalize().to_string()).as_deref(), size, "{text}");
        }
    }
}
