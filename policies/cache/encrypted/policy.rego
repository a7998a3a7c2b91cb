# METADATA
# title: Caches are encrypted in transit and at rest
# description: >-
#   Every cache takes connections under TLS alone and encrypts what it stores. A node outside a replication group does neither, and fails.
# custom:
#   id: cache/encrypted
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_elasticache_replication_group, aws_elasticache_cluster]
#   reads:
#     aws_elasticache_replication_group: [transit_encryption_enabled, transit_encryption_mode, at_rest_encryption_enabled]
#     aws_elasticache_cluster: [replication_group_id, transit_encryption_enabled, transit_encryption_mode, at_rest_encryption_enabled]
#   unset:
#     aws_elasticache_replication_group.transit_encryption_enabled: absent
#     aws_elasticache_replication_group.at_rest_encryption_enabled: absent
#     aws_elasticache_replication_group.transit_encryption_mode: absent
#     aws_elasticache_cluster.transit_encryption_enabled: absent
#     aws_elasticache_cluster.replication_group_id: absent
#   sections: ["Cache: ElastiCache Redis", "HIPAA & GDPR posture"]
#   controls:
#     GDPR 32(1)(a): what the cache holds of sessions and permissions is encrypted
#     HIPAA 164.312(a)(2)(iv): what the cache stores is encrypted
#     HIPAA 164.312(e)(1): nobody on the network reads what goes to and from the cache
#   remediation: >-
#     Use an `aws_elasticache_replication_group` with `transit_encryption_enabled = true`, `transit_encryption_mode = "required"` and
#     `at_rest_encryption_enabled = true`. Encryption at rest takes a new cache.
package policies.cache.encrypted

import data.lib.caches
import data.lib.facts
import data.lib.finding
import data.lib.value

subjects := {cache.address | some cache in caches.judged}

rows := [{"cache": cache, "facts": said(cache)} | some cache in caches.judged]

said(cache) := [
	facts.of(cache, ["transit_encryption_enabled"], on(cache, ["transit_encryption_enabled"]), "connections are not encrypted"),
	facts.of(cache, ["transit_encryption_mode"], required(cache, ["transit_encryption_mode"]), "connections without TLS are taken as well"),
	facts.of(cache, ["at_rest_encryption_enabled"], on(cache, ["at_rest_encryption_enabled"]), "what is stored is not encrypted"),
]

# The provider writes one of the two as a text.
on(cache, path) := "no" if value.unset(cache, path)
else := value.one_of(cache, path, {true, "true"})

# Left out, it is `required`.
required(cache, path) := "yes" if value.left_out(cache, path)
else := value.equals(cache, path, "required")

deny contains found if {
	some row in rows
	some found in facts.broken(row.cache, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.cache, row.facts)
}

undetermined contains finding.of(node, node, ["replication_group_id"], "whether the node stands alone is not known") if some node in caches.unsure
