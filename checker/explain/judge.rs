//! One policy's verdict on one subject, asked again and again of inventories that differ a little.

use std::time::{Duration, Instant};

use crate::finding::{Judgement, Subject, Verdict};
use crate::inventory::Inventory;
use crate::policy::error::PolicyError;
use crate::policy::rego::Rego;
use crate::policy::{Policy, PolicySet};

/// What the verdict is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A resource, by its address in the inventory.
    Resource(String),
    /// Something that must exist, by its name.
    Missing(String),
    /// A scope as a whole.
    Scope(String),
}

impl About {
    /// `true` where a judgement is about it.
    pub fn is(&self, inventory: &Inventory, judgement: &Judgement) -> bool {
        match (self, &judgement.subject) {
            (Self::Resource(address), Subject::Resource(at)) => *inventory.resources[*at].address == **address,
            (Self::Missing(name), Subject::Missing(missing)) => name == missing,
            (Self::Scope(name), Subject::Scope(scope)) => **name == **scope,
            _ => false,
        }
    }
}

/// What the policy says of the subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The gravest verdict.
    pub verdict: Verdict,
    /// Every judgement of the subject.
    pub judgements: Vec<Judgement>,
}

impl Said {
    /// How far it is from passing: the less the better.
    pub fn distance(&self) -> (u8, usize) {
        let grade = match self.verdict {
            Verdict::Fail => 2,
            Verdict::Undetermined => 1,
            _ => 0,
        };
        (grade, self.judgements.len())
    }
}

/// Judges one subject by one policy, so often and so long.
pub struct Judge<'j> {
    set: &'j PolicySet,
    position: usize,
    about: About,
    now: &'j str,
    limit: Duration,
    rego: Rego,
    until: Instant,
    /// How often it may still judge.
    left: usize,
    /// How often it has judged.
    pub tries: usize,
}

impl<'j> Judge<'j> {
    /// A judge for the policy at a position of the set, which stops after so many tries or so much time. `run`: its time, and how long
    /// the policy may take.
    pub fn new(
        set: &'j PolicySet,
        position: usize,
        about: About,
        run: (&'j str, Duration),
        tries: usize,
        time: Duration,
    ) -> Result<Self, PolicyError> {
        let (now, limit) = run;
        Ok(Self {
            set,
            position,
            about,
            now,
            limit,
            rego: set.engine_for(position)?,
            until: Instant::now() + time,
            left: tries,
            tries: 0,
        })
    }

    /// The policy.
    pub fn policy(&self) -> &'j Policy {
        &self.set.policies[self.position]
    }

    /// The set that it is of.
    pub fn set(&self) -> &'j PolicySet {
        self.set
    }

    /// The subject.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// What the policy says.
    pub fn say(&mut self, inventory: &Inventory) -> Result<Said, PolicyError> {
        let all = self.set.judge_one(&mut self.rego, self.position, inventory, self.now, self.limit)?;
        let judgements: Vec<Judgement> = all.into_iter().filter(|judgement| self.about.is(inventory, judgement)).collect();
        let verdict = judgements.iter().map(|judgement| judgement.verdict).min().unwrap_or(Verdict::NotApplicable);
        Ok(Said { verdict, judgements })
    }

    /// The same as a try: `None` where there were enough of them, or where the policy cannot judge what it was given.
    pub fn attempt(&mut self, inventory: &Inventory) -> Option<Said> {
        if self.is_done() {
            return None;
        }
        self.left -= 1;
        self.tries += 1;
        self.say(inventory).ok()
    }

    /// `true` where it has tried enough.
    pub fn is_done(&self) -> bool {
        self.left == 0 || Instant::now() > self.until
    }
}
