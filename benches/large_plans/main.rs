//! What whole runs of the program cost: time, CPU time and memory on the committed plan and on large ones, and what the Open Policy Agent
//! takes for the same policies. `cargo bench` prints the README's table.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark reports to a terminal, and stops where it cannot")]

mod generator;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;

use generator::LargePlan;

/// What one run took.
#[derive(Clone, Copy)]
struct Run {
    /// From start to end.
    time: Duration,
    /// Of all threads.
    cpu: Duration,
    /// The most memory that it or a run before it held, in bytes: smaller plans are measured first.
    memory: u64,
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

impl Run {
    fn megabytes(self) -> f64 {
        self.memory as f64 / 1e6
    }
}

/// The run of middling time.
fn median(mut runs: Vec<Run>) -> Run {
    runs.sort_by_key(|run| run.time);
    runs[runs.len() / 2]
}

/// Runs a command to its end. Its exit status has to be `status`, so that what is measured is the work that was meant.
fn run(command: &mut Command, status: i32) -> Run {
    let (began, before) = (Instant::now(), children());
    let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).status().expect("it starts");
    assert_eq!(ended.code(), Some(status), "{command:?}");
    let (time, after) = (began.elapsed(), children());
    Run { time, cpu: after.0 - before.0, memory: after.1 }
}

/// The CPU time of all runs so far, and the most memory that one of them held.
fn children() -> (Duration, u64) {
    let used = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system tells");
    let microseconds = used.user_time().num_microseconds() + used.system_time().num_microseconds();
    (Duration::from_micros(microseconds.unsigned_abs()), used.max_rss().unsigned_abs() << 10)
}

struct Bench {
    top: PathBuf,
    scratch: tempfile::TempDir,
}

impl Bench {
    fn plan(&self, plan: &LargePlan) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_checker"));
        command
            .current_dir(&self.top)
            .arg("plan")
            .arg(&plan.file)
            .arg("--source")
            .arg(&plan.source)
            .args(["--policy-timeout", "120"]);
        command
    }

    /// What OPA takes to evaluate all policies on the same inventory. `None` where OPA cannot be had.
    fn opa(&self, plan: &LargePlan) -> Option<Run> {
        let library =
            Command::new("bash").arg(self.top.join("tests/opa/install")).output().ok().filter(|ran| ran.status.success())?;
        let library = String::from_utf8(library.stdout).ok()?;
        let [data, inventory] = ["data.json", "inventory.json"].map(|name| self.scratch.path().join(name));
        let set = checker::policy::PolicySet::load(None).expect("the policies");
        std::fs::write(&data, set.data.to_string()).expect("the data is written");
        let mut print = Command::new(env!("CARGO_BIN_EXE_checker"));
        print.current_dir(&self.top).arg("inventory").arg(&plan.file).arg("--source").arg(&plan.source).arg("--quiet");
        let file = std::fs::File::create(&inventory).expect("a file");
        assert!(print.stdout(file).status().expect("it starts").success());
        let mut opa = Command::new("python3");
        opa.arg(self.top.join("benches/opa.py")).arg(library.trim()).arg(self.top.join("policies")).args([data, inventory]);
        let ran = opa.stderr(Stdio::inherit()).output().expect("python3 starts");
        let said = String::from_utf8(ran.stdout).ok()?;
        let mut figures = said.split_whitespace();
        let mut seconds = || Some(Duration::from_secs_f64(figures.next()?.parse().ok()?));
        let (time, cpu) = (seconds()?, seconds()?);
        Some(Run { time, cpu, memory: figures.next()?.parse::<u64>().ok()? << 10 })
    }
}

fn main() {
    // `cargo bench -- write RESOURCES DIRECTORY`: a plan to look at, or for a profiler.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [write, resources, directory] = &arguments[..]
        && write == "write"
    {
        let resources = resources.parse().expect("a number of resources");
        let plan = generator::write(env!("CARGO_MANIFEST_DIR").as_ref(), directory.as_ref(), resources).expect("a plan");
        println!("checker plan {} --source {}", plan.file.display(), plan.source.display());
        return;
    }
    let bench = Bench { top: env!("CARGO_MANIFEST_DIR").into(), scratch: tempfile::tempdir().expect("a directory") };
    let version = median((0..21).map(|_| run(Command::new(env!("CARGO_BIN_EXE_checker")).arg("--version"), 0)).collect());
    println!("`checker --version`: {:.1} ms, {:.0} MB\n", milliseconds(version.cpu), version.megabytes());

    println!("| resources | plan | time | CPU | memory | CPU of one resource |");
    println!("|---|---|---|---|---|---|");
    let committed = LargePlan {
        file: bench.top.join("fixtures/plans/production.json"),
        source: bench.top.join("infra/environments/production"),
        resources: 80,
        bad: 0,
    };
    let large = |resources| generator::write(&bench.top, bench.scratch.path(), resources).expect("a plan");
    let plans = [(committed, 21), (large(1_000), 11), (large(20_000), 5), (large(100_000), 3)];
    for (plan, runs) in &plans {
        let ours = median((0..*runs).map(|_| run(&mut bench.plan(plan), i32::from(plan.bad > 0))).collect());
        let size = plan.file.metadata().expect("the plan").len() as f64 / 1e6;
        let each = milliseconds(ours.cpu) * 1e3 / f64::from(plan.resources as u32);
        let (time, cpu, memory) = (milliseconds(ours.time), milliseconds(ours.cpu), ours.megabytes());
        println!("| {} | {size:.1} MB | {time:.1} ms | {cpu:.1} ms | {memory:.0} MB | {each:.0} µs |", plan.resources);
    }

    println!("\n| resources | Open Policy Agent, the same policies on the joined inventory: time | CPU | memory |");
    println!("|---|---|---|---|");
    // A hundred thousand take more memory than a laptop has.
    for (plan, _) in &plans[..3] {
        match bench.opa(plan) {
            Some(opa) => {
                let (time, cpu, memory) = (milliseconds(opa.time), milliseconds(opa.cpu), opa.megabytes());
                println!("| {} | {time:.1} ms | {cpu:.1} ms | {memory:.0} MB |", plan.resources);
            }
            None => println!("| {} | OPA cannot be had here | | |", plan.resources),
        }
    }
}
