# The resources of the document, and whether all there are is in it.
package lib.inventory

# What Terraform manages or an account holds; data sources are left out.
managed(type) := [resource | some resource in input.resources[type]; resource.mode == "managed"]

# Every resource of the type in the scope is in the document.
complete(scope, type) if input.scopes[scope].complete[type] == true

# Why the list of a type may be short, by scope.
incomplete(type) := {scope: reason |
	some scope, facts in input.scopes
	not complete(scope, type)
	reason := object.get(facts.complete, type, "it was not read")
}
