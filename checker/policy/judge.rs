//! Judging: every policy's findings on an inventory, and the verdicts they come to.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::backstop::Backstop;
use super::error::{PolicyError, Problem};
use super::files::File;
use super::rego::Rego;
use super::said::{self, Said};
use super::shares::shares;
use super::{Policy, PolicySet};
use super::{files, interpret};
use crate::cost::estimate::Estimate;
use crate::finding::{Finding, Judgement, Subject, Verdict};
use crate::inventory::parts::Parts;
use crate::inventory::path::AttributePath;
use crate::inventory::value::Value;
use crate::inventory::{Inventory, Mode, input};
use crate::threads::join;

impl PolicySet {
    /// Judges an inventory with every policy of the set.
    pub fn judge(&self, inventory: &Inventory, now: &str, limit: Duration) -> Result<Vec<Judgement>, PolicyError> {
        self.judge_some(0..self.policies.len(), inventory, now, limit)
    }

    /// Judges an inventory with some policies of the set, by their positions.
    pub fn judge_some(
        &self,
        policies: impl IntoIterator<Item = usize>,
        inventory: &Inventory,
        now: &str,
        limit: Duration,
    ) -> Result<Vec<Judgement>, PolicyError> {
        self.judge_with(&mut self.engine()?, policies, inventory, now, limit)
    }

    /// Judges an inventory with one policy, in an engine of the caller's.
    pub fn judge_one(
        &self,
        rego: &mut Rego,
        policy: usize,
        inventory: &Inventory,
        now: &str,
        limit: Duration,
    ) -> Result<Vec<Judgement>, PolicyError> {
        self.judge_with(rego, [policy], inventory, now, limit)
    }

    fn judge_with(
        &self,
        rego: &mut Rego,
        policies: impl IntoIterator<Item = usize>,
        inventory: &Inventory,
        now: &str,
        limit: Duration,
    ) -> Result<Vec<Judgement>, PolicyError> {
        let parts = Parts::join(inventory);
        let bench = Bench { inventory, backstop: Backstop::new(inventory, &parts), by_address: inventory.by_address() };
        let mut judgements = Vec::new();
        let mut applicable = Vec::new();
        for position in policies {
            match bench.not_applicable(&self.policies[position]) {
                Some(reason) => judgements.push(whole(position, Verdict::NotApplicable, reason)),
                None => applicable.push(position),
            }
        }
        // Few policies ask what it costs.
        let priced = applicable.iter().any(|position| self.policies[*position].metadata.reads_cost());
        let estimate = priced.then(|| Estimate::new(inventory, &parts));
        rego.set_input(input::document(inventory, &parts, now, &self.types(), &self.profiles(), estimate.as_ref()));
        for (position, value) in self.values(rego, &applicable, inventory, limit)? {
            let policy = &self.policies[position];
            bench.judge(position, policy, &said::read(policy, &value)?, &mut judgements)?;
        }
        judgements.sort_by_key(|judgement| judgement.policy);
        Ok(judgements)
    }

    /// What each policy says about the engine's input, undigested, by position.
    fn values(
        &self,
        rego: &mut Rego,
        policies: &[usize],
        inventory: &Inventory,
        limit: Duration,
    ) -> Result<BTreeMap<usize, Value>, PolicyError> {
        let all = Queries { policies: &self.policies, files: self.files.rego(), limit };
        let mut shares = shares(&self.policies, policies, inventory).into_iter();
        let own = shares.next().unwrap_or_default();
        let results = thread::scope(|scope| {
            let others: Vec<_> = shares
                .map(|share| {
                    let (all, mut rego) = (&all, rego.clone());
                    scope.spawn(move || all.values(&mut rego, &share))
                })
                .collect();
            let mut results = vec![all.values(rego, &own)];
            results.extend(others.into_iter().map(join));
            results
        });
        let mut values = BTreeMap::new();
        for result in results {
            values.extend(result?);
        }
        Ok(values)
    }

    /// What one policy says about an input document, for comparison with another engine.
    pub fn said(&self, policy: &Policy, document: Value, limit: Duration) -> Result<Said, PolicyError> {
        let mut rego = interpret(&self.data, &files::needed(std::slice::from_ref(policy), &self.files.library))?;
        rego.set_input(document);
        said::read(policy, &rego.query(&policy.metadata.id, &policy.query(), limit, &self.files.rego())?)
    }
}

/// What the engine is asked.
struct Queries<'q> {
    policies: &'q [Policy],
    files: Vec<&'q File>,
    limit: Duration,
}

impl Queries<'_> {
    /// What each of these policies says about the engine's input.
    fn values(&self, rego: &mut Rego, share: &[usize]) -> Result<Vec<(usize, Value)>, PolicyError> {
        if let Some(values) = self.together(rego, share) {
            return Ok(values);
        }
        // One by one, so that what is wrong has a name.
        let one = |position: &usize| {
            let policy = &self.policies[*position];
            Ok((*position, rego.query(&policy.metadata.id, &policy.query(), self.limit, &self.files)?))
        };
        share.iter().map(one).collect()
    }

    /// All in one query: what the policies have in common is worked out once. Nothing where one of them fails, or there is but one.
    fn together(&self, rego: &mut Rego, share: &[usize]) -> Option<Vec<(usize, Value)>> {
        let [_, _, ..] = share else { return None };
        // A line each: the engine takes no line of more than 1,024 columns.
        let queries: Vec<String> = share.iter().map(|position| self.policies[*position].query()).collect();
        match rego.query("all", &format!("[{}]", queries.join(",\n")), self.limit, &self.files) {
            Ok(Value::Array(values)) => Some(share.iter().copied().zip(values.iter().cloned()).collect()),
            _ => None,
        }
    }
}

/// One inventory, with what every judgement on it needs.
struct Bench<'b> {
    inventory: &'b Inventory,
    backstop: Backstop<'b>,
    by_address: HashMap<&'b str, usize>,
}

impl Bench<'_> {
    /// Why a policy has nothing to judge here at all.
    fn not_applicable(&self, policy: &Policy) -> Option<String> {
        let metadata = &policy.metadata;
        if !metadata.judges(self.inventory.kind) {
            return Some("it does not judge this kind of input".to_owned());
        }
        let scopes = &self.inventory.scopes;
        (!scopes.keys().any(|scope| metadata.scopes.contains(&**scope)))
            .then(|| format!("it judges {}", metadata.scopes.iter().cloned().collect::<Vec<_>>().join(", ")))
    }

    fn judge(&self, position: usize, policy: &Policy, said: &Said, out: &mut Vec<Judgement>) -> Result<(), PolicyError> {
        let metadata = &policy.metadata;
        let before = out.len();
        let mut spoken: BTreeSet<Subject> = BTreeSet::new();
        for (verdict, findings) in [(Verdict::Fail, &said.deny), (Verdict::Undetermined, &said.undetermined)] {
            let mut now = BTreeSet::new();
            for finding in findings {
                let (subject, scope) = self.subject(policy, finding)?;
                if metadata.scopes.contains(&*scope) && !spoken.contains(&subject) {
                    out.push(self.judgement(position, policy, finding, subject.clone(), scope, verdict)?);
                    now.insert(subject);
                }
            }
            spoken.extend(now);
        }
        for (at, resource) in self.inventory.resources.iter().enumerate() {
            let candidate = resource.mode == Mode::Managed
                && metadata.is_about(&resource.kind)
                && metadata.scopes.contains(&*resource.scope)
                && said.subjects.as_ref().is_none_or(|subjects| subjects.contains(&*resource.address))
                && !spoken.contains(&Subject::Resource(at));
            if !candidate {
                continue;
            }
            let mut judgement = Judgement {
                policy: position,
                subject: Subject::Resource(at),
                scope: Some(Arc::clone(&resource.scope)),
                at: Some(at),
                attribute: AttributePath::default(),
                verdict: Verdict::Pass,
                message: None,
                reason: None,
                needs_action: Vec::new(),
            };
            if let Some(gap) = self.backstop.gap(metadata, at) {
                let holder = &self.inventory.resources[gap.at];
                judgement.verdict = Verdict::Undetermined;
                judgement.reason = Some(format!("`{}` of {} is not known: {}", gap.path, holder.address, gap.reason));
                judgement.needs_action =
                    self.actions([&*holder.kind, gap.path.segments().get(1).and_then(key).unwrap_or_default()]);
                judgement.at = Some(gap.at);
                judgement.attribute = gap.path;
            }
            out.push(judgement);
        }
        if metadata.is_about_scopes() {
            self.scopes(position, policy, said, &spoken, out);
        } else {
            self.incomplete(position, policy, out);
        }
        if out.len() == before {
            out.push(whole(position, Verdict::NotApplicable, "nothing here is what the statement is about".to_owned()));
        }
        Ok(())
    }

    /// The scopes that a policy about scopes says nothing against.
    fn scopes(&self, position: usize, policy: &Policy, said: &Said, spoken: &BTreeSet<Subject>, out: &mut Vec<Judgement>) {
        let scopes = self.inventory.scopes.keys().filter(|scope| policy.metadata.scopes.contains(&***scope));
        for scope in scopes {
            let subject = Subject::Scope(Arc::clone(scope));
            let applies = said.subjects.as_ref().is_none_or(|subjects| subjects.contains(&format!("scope:{scope}")));
            if !applies || spoken.contains(&subject) {
                continue;
            }
            out.push(Judgement {
                policy: position,
                subject,
                scope: Some(Arc::clone(scope)),
                at: None,
                attribute: AttributePath::default(),
                verdict: Verdict::Pass,
                message: None,
                reason: None,
                needs_action: Vec::new(),
            });
        }
    }

    /// A list of subjects that may be short keeps the policy as a whole from passing.
    fn incomplete(&self, position: usize, policy: &Policy, out: &mut Vec<Judgement>) {
        let mut reasons: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (name, scope) in self.inventory.scopes.iter().filter(|(name, _)| policy.metadata.scopes.contains(&***name)) {
            let _ = name;
            let subjects = &policy.metadata.subjects;
            let short: Vec<(&str, &str)> = if policy.metadata.is_about_everything() {
                scope.complete.reasons()
            } else {
                subjects.iter().filter_map(|kind| Some((kind.as_str(), scope.complete.reason(kind)?))).collect()
            };
            for (kind, reason) in short {
                reasons.entry(reason).or_default().insert(kind);
            }
        }
        for (reason, kinds) in reasons {
            let kinds: Vec<&str> = kinds.into_iter().collect();
            let mut judgement = whole(position, Verdict::Undetermined, format!("{}: {reason}", kinds.join(", ")));
            judgement.needs_action = self.actions(kinds.iter().copied());
            out.push(judgement);
        }
    }

    /// The IAM actions that the snapshot says it lacked for some types.
    fn actions<'k>(&self, kinds: impl IntoIterator<Item = &'k str>) -> Vec<String> {
        let kinds: BTreeSet<&str> = kinds.into_iter().collect();
        let rows = self.inventory.coverage.iter().filter(|row| kinds.contains(row.kind.as_str()));
        rows.filter_map(|row| row.needs_action.clone()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn subject(&self, policy: &Policy, finding: &Finding) -> Result<(Subject, Arc<str>), PolicyError> {
        let error = |problem: String| PolicyError::from(Problem::Finding { id: policy.metadata.id.clone(), problem });
        let (missing, whole) = (finding.subject.strip_prefix("missing:"), finding.subject.strip_prefix("scope:"));
        if missing.is_some() || whole.is_some() {
            let scope = self.inventory.scopes.keys().find(|scope| ***scope == *finding.at);
            let scope = scope.filter(|scope| whole.is_none_or(|name| *name == ***scope)).ok_or_else(|| {
                error(format!("`at` of {} is `{}`, which is no scope of the input", finding.subject, finding.at))
            })?;
            let subject = missing.map_or_else(|| Subject::Scope(Arc::clone(scope)), |name| Subject::Missing(name.to_owned()));
            return Ok((subject, Arc::clone(scope)));
        }
        let at = self.by_address.get(finding.subject.as_str());
        let at = *at.ok_or_else(|| error(format!("the subject `{}` is not in the input", finding.subject)))?;
        Ok((Subject::Resource(at), Arc::clone(&self.inventory.resources[at].scope)))
    }

    fn judgement(
        &self,
        position: usize,
        policy: &Policy,
        finding: &Finding,
        subject: Subject,
        scope: Arc<str>,
        verdict: Verdict,
    ) -> Result<Judgement, PolicyError> {
        let at = match &subject {
            Subject::Missing(_) | Subject::Scope(_) => None,
            _ => Some(*self.by_address.get(finding.at.as_str()).ok_or_else(|| {
                let problem = format!("`at` of {} is `{}`, which is not in the input", finding.subject, finding.at);
                PolicyError::from(Problem::Finding { id: policy.metadata.id.clone(), problem })
            })?),
        };
        let text = Some(finding.message.clone());
        let (message, reason) = if verdict == Verdict::Fail { (text, None) } else { (None, text) };
        Ok(Judgement {
            policy: position,
            subject,
            scope: Some(scope),
            at,
            attribute: finding.attribute.clone(),
            verdict,
            message,
            reason,
            needs_action: at.map(|at| self.actions([&*self.inventory.resources[at].kind])).unwrap_or_default(),
        })
    }
}

fn key(segment: &crate::inventory::path::Segment) -> Option<&str> {
    match segment {
        crate::inventory::path::Segment::Key(name) => Some(name),
        _ => None,
    }
}

/// A judgement about a policy as a whole.
fn whole(policy: usize, verdict: Verdict, reason: String) -> Judgement {
    Judgement {
        policy,
        subject: Subject::Policy,
        scope: None,
        at: None,
        attribute: AttributePath::default(),
        verdict,
        message: None,
        reason: Some(reason),
        needs_action: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::snapshot::Coverage;
    use crate::inventory::sample::{inventory, resource};
    use crate::inventory::unknown::UnknownKind;
    use crate::inventory::{Kind, Resource};
    use crate::policy::files::Files;
    use serde_json::json;

    /// Judges with a policy about buckets that says what `rules` say.
    fn judged(rules: &str, inventory: &Inventory) -> Result<Vec<Judgement>, PolicyError> {
        let text = format!(
            "# METADATA
# title: t
# description: d
# custom:
#   id: a/b
#   severity: low
#   on: [plan]
#   scopes: [production]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket]
#     aws_s3_bucket_versioning: [bucket]
#   controls: {{}}
#   remediation: r
package policies.a.b

said(at, message) := {{\"subject\": \"aws_s3_bucket.b\", \"at\": at, \"attribute\": [\"bucket\"], \"message\": message}}

deny contains 1 if false
undetermined contains 1 if false
{rules}
"
        );
        let file = File { path: "a/b/policy.rego".into(), text };
        let set = PolicySet::from_files(Files { policies: vec![file], ..Files::default() })?;
        set.judge(inventory, "2026-01-01T00:00:00Z", Duration::from_secs(5))
    }

    fn bucket() -> Resource {
        resource("aws_s3_bucket.b", json!({"bucket": "b"}))
    }

    fn versioning() -> Resource {
        resource("aws_s3_bucket_versioning.v", json!({})).not_knowing("bucket", UnknownKind::AfterApply)
    }

    /// What the snapshot says it lacked for two types.
    fn lacking(mut inventory: Inventory) -> Inventory {
        let row = |kind: &str, action: &str| -> Coverage {
            let row = json!({"account": "1", "region": "r", "type": kind, "status": "denied", "needs_action": action});
            serde_json::from_value(row).expect("a row")
        };
        inventory.coverage =
            vec![row("aws_s3_bucket", "s3:List"), row("aws_s3_bucket_versioning", "s3:Get"), row("aws_vpc", "ec2:Any")];
        inventory
    }

    #[test]
    fn all_that_is_built_in_is_asked_in_one_query() {
        let set = PolicySet::load(None).expect("the policies");
        let all: Vec<usize> = (0..set.policies.len()).collect();
        let nothing = inventory(Vec::new());
        let mut rego = set.engine().expect("an engine");
        let parts = Parts::join(&nothing);
        let estimate = Estimate::new(&nothing, &parts);
        let now = "2026-01-01T00:00:00Z";
        rego.set_input(input::document(&nothing, &parts, now, &set.types(), &set.profiles(), Some(&estimate)));
        let queries = Queries { policies: &set.policies, files: set.files.rego(), limit: Duration::from_secs(60) };
        let together = queries.together(&mut rego, &all).expect("one answer");
        assert_eq!(together.iter().map(|(position, _)| *position).collect::<Vec<_>>(), all);
        assert!(queries.together(&mut rego, &all[..1]).is_none());
    }

    #[test]
    fn a_denied_subject_is_not_undetermined_as_well() {
        let rules = "deny contains said(\"aws_s3_bucket.b\", \"no\")\nundetermined contains said(\"aws_s3_bucket.b\", \"maybe\")";
        let found = judged(rules, &inventory(vec![bucket()])).expect("judgements");
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((one.verdict, one.message.as_deref(), one.reason.as_deref()), (Verdict::Fail, Some("no"), None));
        let rules = "undetermined contains said(\"aws_s3_bucket.b\", \"maybe\")";
        let found = judged(rules, &inventory(vec![bucket()])).expect("judgements");
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((one.verdict, one.message.as_deref(), one.reason.as_deref()), (Verdict::Undetermined, None, Some("maybe")));
        // Several places of one subject are several failures; another scope's subject is none.
        let rules = "deny contains said(at, \"no\") if some at in {\"aws_s3_bucket.b\", \"aws_s3_bucket_versioning.v\"}";
        let both = judged(rules, &inventory(vec![bucket(), versioning()])).expect("judgements");
        assert_eq!(both.iter().map(|one| one.at).collect::<Vec<_>>(), [Some(0), Some(1)]);
        let mut elsewhere = inventory(vec![bucket().of("staging")]);
        elsewhere.scopes.insert("production".into(), crate::inventory::Scope::default());
        let found = judged(rules.replace(", \"aws_s3_bucket_versioning.v\"", "").as_str(), &elsewhere).expect("judgements");
        assert_eq!(found.iter().map(|one| one.verdict).collect::<Vec<_>>(), [Verdict::NotApplicable]);
    }

    #[test]
    fn the_lacking_permission_is_that_of_the_place() {
        let actions = |rules: &str, resources: Vec<Resource>| -> Vec<Vec<String>> {
            let found = judged(rules, &lacking(inventory(resources))).expect("judgements");
            found.into_iter().map(|one| one.needs_action).collect()
        };
        let none: [Vec<String>; 1] = [Vec::new()];
        assert_eq!(actions("", vec![bucket()]), none);
        assert_eq!(actions("deny contains said(\"aws_s3_bucket.b\", \"no\")", vec![bucket()]), [["s3:List"]]);
        // A gap: the permissions of what holds it, and of the satellite that may be missing.
        assert_eq!(actions("", vec![bucket(), versioning()]), [["s3:Get", "s3:List"]]);
        let nameless = resource("aws_s3_bucket.b", json!({})).not_knowing("bucket", UnknownKind::AfterApply);
        assert_eq!(actions("", vec![nameless]), [["s3:List"]]);
        let mut short = lacking(inventory(vec![bucket()]));
        let scope = short.scopes.get_mut("production").expect("the scope");
        scope.complete.by_type.insert("aws_s3_bucket".into(), "denied".into());
        let found = judged("", &short).expect("judgements");
        let whole = found.iter().find(|one| one.subject == Subject::Policy).expect("a judgement of the whole");
        assert_eq!((whole.verdict, whole.reason.as_deref()), (Verdict::Undetermined, Some("aws_s3_bucket: denied")));
        assert_eq!(whole.needs_action, ["s3:List"]);
    }

    /// Judges with a policy about every type that says what `rules` say.
    fn judged_all(rules: &str, inventory: &Inventory) -> Vec<(String, Verdict, Option<String>)> {
        let text = format!(
            "# METADATA
# title: t
# description: d
# custom:
#   id: a/b
#   severity: low
#   on: [plan, account]
#   scopes: [production]
#   subjects: [\"*\"]
#   reads:
#     \"*\": [region]
#   controls: {{}}
#   remediation: r
package policies.a.b

deny contains 1 if false
undetermined contains 1 if false
{rules}
"
        );
        let file = File { path: "a/b/policy.rego".into(), text };
        let set = PolicySet::from_files(Files { policies: vec![file], ..Files::default() }).expect("a policy");
        let found = set.judge(inventory, "2026-01-01T00:00:00Z", Duration::from_secs(5)).expect("judgements");
        let subject = |one: &Judgement| match one.subject {
            Subject::Resource(at) => inventory.resources[at].address.to_string(),
            _ => "-".to_owned(),
        };
        found.into_iter().map(|one| (subject(&one), one.verdict, one.reason)).collect()
    }

    #[test]
    fn a_policy_about_every_type_judges_each_resource_whose_region_is_known() {
        let somewhere = |resource: Resource| Resource { region: Some("r".into()), ..resource };
        let inventory = inventory(vec![bucket(), somewhere(versioning()), resource("data.aws_vpc.v", json!({}))]);
        let [(first, open, reason), (second, pass, none)] = &judged_all("", &inventory)[..] else { panic!("two judgements") };
        assert_eq!((first.as_str(), *open), ("aws_s3_bucket.b", Verdict::Undetermined));
        assert!(
            reason.as_ref().is_some_and(|reason| reason.starts_with("`region` of aws_s3_bucket.b is not known")),
            "{reason:?}"
        );
        assert_eq!((second.as_str(), *pass, none), ("aws_s3_bucket_versioning.v", Verdict::Pass, &None));
        let named = "subjects contains \"aws_s3_bucket_versioning.v\"";
        assert_eq!(judged_all(named, &inventory), [("aws_s3_bucket_versioning.v".into(), Verdict::Pass, None)]);
    }

    #[test]
    fn of_every_type_those_count_whose_list_is_known_to_be_short() {
        let named = "subjects contains \"none\"";
        let whole = |inventory: &Inventory| judged_all(named, inventory);
        let mut short = inventory(vec![bucket()]);
        let complete = |short: &mut Inventory| std::mem::take(&mut short.scopes.get_mut("production").expect("a scope").complete);
        // What a snapshot never reads cannot be counted.
        short.scopes.get_mut("production").expect("a scope").complete.read = Some(BTreeSet::from(["aws_vpc".to_owned()]));
        assert_eq!(whole(&short)[0].1, Verdict::NotApplicable);
        complete(&mut short);
        let scope = short.scopes.get_mut("production").expect("a scope");
        scope.complete.by_type.insert("aws_vpc".into(), "denied".into());
        assert_eq!(whole(&short), [("-".into(), Verdict::Undetermined, Some("aws_vpc: denied".into()))]);
        complete(&mut short);
        short.scopes.get_mut("production").expect("a scope").complete.all = Some("targeted".into());
        assert_eq!(whole(&short), [("-".into(), Verdict::Undetermined, Some("every type: targeted".into()))]);
    }

    #[test]
    fn what_is_not_judged_says_why() {
        let reason = |inventory: &Inventory| {
            let found = judged("", inventory).expect("judgements");
            let [one] = found.as_slice() else { panic!("{found:?}") };
            assert_eq!((one.verdict, &one.subject), (Verdict::NotApplicable, &Subject::Policy));
            one.reason.clone().expect("a reason")
        };
        let mut account = inventory(vec![bucket()]);
        account.kind = Kind::Snapshot;
        assert_eq!(reason(&account), "it does not judge this kind of input");
        assert_eq!(reason(&inventory(vec![bucket().of("edge")])), "it judges production");
        assert_eq!(reason(&inventory(vec![versioning()])), "nothing here is what the statement is about");
    }
}
