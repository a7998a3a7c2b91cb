# What ECS runs tasks on: the launch type, the capacity providers, or the default of the cluster.
package lib.capacity

import data.lib.inventory
import data.lib.logic
import data.lib.value

# Everything that a service or a schedule's tasks run on is in the set: "yes", "no" or "unknown". The attributes lie under `path`.
runs_on(at, path, wanted) := "unknown" if not_known(at, value.step(path, "launch_type"))
else := value.one_of(at, value.step(path, "launch_type"), wanted) if named(at, value.step(path, "launch_type"))
else := "unknown" if not_known(at, value.step(path, "capacity_provider_strategy"))
else := only(at, value.step(path, "capacity_provider_strategy"), wanted) if listed(at, value.step(path, "capacity_provider_strategy"))
else := by_default(cluster(at), wanted)

# Where that is written, for a finding.
place(at, path) := value.step(path, "launch_type") if named(at, value.step(path, "launch_type"))
else := value.step(path, "capacity_provider_strategy")

# Every capacity provider that a strategy uses is in the set. One without weight and base takes no task.
only(at, path, wanted) := logic.all_of([state |
	some nth, _ in value.known(at, path)
	provider := value.one_of(at, array.concat(path, [nth, "capacity_provider"]), wanted)
	idle := logic.all_of([none(at, array.concat(path, [nth, "weight"])), nothing(at, array.concat(path, [nth, "base"]))])
	state := logic.any_of([provider, idle, nobody(at, array.concat(path, [nth, "capacity_provider"]))])
])

# The provider leaves an entry without a name in a set of which one is not known.
nobody(at, path) := value.equals(at, path, "")

none(at, path) := value.equals(at, path, 0)

nothing(at, path) := "yes" if value.left_out(at, path)
else := value.equals(at, path, 0)

not_known(at, path) if {
	value.unknown(at, path)
	not value.unset(at, path)
}

# An account and a finished apply have an empty text where there is none.
named(at, path) if value.known(at, path) != ""

listed(at, path) if count(value.known(at, path)) > 0

# The cluster's name, of its name or its ARN; null where that is not known.
cluster(at) := name if {
	value.present(at, cluster_path(at))
	parts := split(value.known(at, cluster_path(at)), "/")
	name := parts[count(parts) - 1]
} else := null

cluster_path(at) := ["cluster"] if at.type == "aws_ecs_service"
else := ["target", 0, "arn"]

# What a cluster's default is: without one, instances of one's own.
by_default(name, wanted) := "unknown" if name == null
else := state if {
	states := {default_of(one, ["default_capacity_provider_strategy"], wanted) |
		some one in inventory.managed("aws_ecs_cluster_capacity_providers")
		value.known(one, ["cluster_name"]) == name
	}
	count(states) > 0
	state := logic.same(states)
}
else := "unknown" if count(doubts) > 0
else := "no"

default_of(one, path, wanted) := "unknown" if not_known(one, path)
else := only(one, path, wanted) if listed(one, path)
else := "no"

# Why a cluster may have a default all the same.
doubts := {scope | some scope, _ in inventory.incomplete("aws_ecs_cluster_capacity_providers")} | {one.address |
	some one in inventory.managed("aws_ecs_cluster_capacity_providers")
	value.unknown(one, ["cluster_name"])
}
