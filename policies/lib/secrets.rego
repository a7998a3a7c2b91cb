# The secrets of an environment.
package lib.secrets

# The environments that are judged.
environments := {scope | some scope, _ in input.scopes; data.architecture.scopes[scope].domain}

# What they are called. Telemetry's is there where the scope's profile turns telemetry on.
names(scope) := {name | some use, name in name_of[scope]; needed(scope, use)}

name_of := {scope: {use: replace(name, "{env}", scope) | some use, name in data.architecture.names.secrets} | some scope, _ in data.architecture.scopes}

needed(_, use) if use != "telemetry"

needed(scope, "telemetry") if data.architecture.profiles[input.scopes[scope].profile].telemetry
