# METADATA
# title: Services that the platform does without are not used
# description: >-
#   There is no App Runner service, RDS Proxy, Route 53 zone that the team owns, AWS WAF, Amplify app, EKS cluster, or ACM certificate for a
#   tenant's domain. The zone that Cloud Map makes for a private namespace is allowed.
# custom:
#   id: services/not-used
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects:
#     [aws_acm_certificate, aws_amplify_app, aws_apprunner_service, aws_db_proxy, aws_eks_cluster, aws_route53_zone, aws_waf_web_acl,
#     aws_wafregional_web_acl, aws_wafv2_web_acl]
#   reads:
#     aws_acm_certificate: [domain_name, "subject_alternative_names[]"]
#     aws_amplify_app: []
#     aws_apprunner_service: []
#     aws_db_proxy: []
#     aws_eks_cluster: []
#     aws_route53_zone: [zone_id, linked_service_principal]
#     aws_service_discovery_private_dns_namespace: [hosted_zone]
#     aws_waf_web_acl: []
#     aws_wafregional_web_acl: []
#     aws_wafv2_web_acl: []
#   unset:
#     aws_acm_certificate.subject_alternative_names[]: absent
#   decides:
#     aws_route53_zone.zone_id: the service that the zone is linked to says it too
#     aws_route53_zone.linked_service_principal: the namespace that has the zone says it too
#   sections: ["What we don't use and why"]
#   controls:
#     ISO 27001 A.8.9: the platform is made of the services that were agreed
#     SOC 2 CC8.1: another service is a change of the architecture that somebody has to approve
#   remediation: >-
#     Remove the resource: what serves instead stands under "What we don't use and why" in the architecture. Of a certificate of the
#     platform's own, remove the tenant's name: tenants' domains are custom hostnames at Cloudflare.
package policies.services.not_used

import data.lib.finding
import data.lib.inventory
import data.lib.value

deny contains finding.of(resource, resource, [], sprintf("the platform does without %s", [service])) if {
	some type, service in data.architecture.services_not_used
	some resource in inventory.managed(type)
}

zones := inventory.managed("aws_route53_zone")

namespaces := inventory.managed("aws_service_discovery_private_dns_namespace")

of_namespaces := {value.known(namespace, ["hosted_zone"]) | some namespace in namespaces}

# Why a zone may be Cloud Map's all the same: what Terraform makes is the team's own.
doubts(zone) := set() if {
	zone.change == "create"
} else := {why |
	value.unknown(zone, ["linked_service_principal"])
	not value.unset(zone, ["linked_service_principal"])
	why := "the service that it is linked to is not known"
} | {why | value.unknown(zone, ["zone_id"]); why := "its id is not known"} | {why | some why in inventory.incomplete("aws_service_discovery_private_dns_namespace")} | {why |
	some namespace in namespaces
	value.unknown(namespace, ["hosted_zone"])
	why := sprintf("the zone of %s is not known", [namespace.address])
}

is_cloud_map(zone) if value.known(zone, ["linked_service_principal"]) == data.aws.cloud_map

is_cloud_map(zone) if value.known(zone, ["zone_id"]) in of_namespaces

deny contains finding.of(zone, zone, [], "the team owns no zone in Route 53: Cloudflare is the authority") if {
	some zone in zones
	not is_cloud_map(zone)
	count(doubts(zone)) == 0
}

undetermined contains finding.of(zone, zone, [], message) if {
	some zone in zones
	not is_cloud_map(zone)
	reasons := doubts(zone)
	count(reasons) > 0
	message := sprintf("whether Cloud Map made the zone is not known: %s", [concat("; ", sort(reasons))])
}

# Everything under the platform's own zone is the platform's.
deny contains finding.of(certificate, certificate, path, sprintf("%s is a tenant's domain", [name])) if {
	some certificate in inventory.managed("aws_acm_certificate")
	some path in names(certificate)
	name := value.known(certificate, path)
	not own(trim_prefix(lower(name), "*."))
}

# AWS repeats the first name among the others.
names(certificate) := array.concat([["domain_name"]], [path |
	some at, name in value.known(certificate, ["subject_alternative_names"])
	not _first(certificate, name)
	path := value.step(["subject_alternative_names"], at)
])

_first(certificate, name) if name == value.known(certificate, ["domain_name"])

own(name) if name == data.architecture.edge.zone

own(name) if endswith(name, concat("", [".", data.architecture.edge.zone]))
