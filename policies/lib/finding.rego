# Findings.
package lib.finding

# About the resource `subject`: the attribute of the resource `at` is what has to change, or is not known.
of(subject, at, attribute, message) := {
	"subject": subject.address,
	"at": at.address,
	"attribute": attribute,
	"message": message,
}

# About something that has to exist in a scope.
missing(name, scope, message) := {
	"subject": concat("", ["missing:", name]),
	"at": scope,
	"attribute": [],
	"message": message,
}

# About a scope as a whole.
scope(name, message) := {
	"subject": concat("", ["scope:", name]),
	"at": name,
	"attribute": [],
	"message": message,
}
