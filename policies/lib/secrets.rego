# The secrets of an environment.
package lib.secrets

# The environments that are judged.
environments := {scope | some scope, _ in input.scopes; data.architecture.scopes[scope].domain}

# What they are called. Telemetry's is there where the scope's profile turns telemetry on.
names(scope) := {name_of(scope, use) | some use, _ in data.architecture.names.secrets; needed(scope, use)}

name_of(scope, use) := replace(data.architecture.names.secrets[use], "{env}", scope)

needed(_, use) if use != "telemetry"

needed(scope, "telemetry") if data.architecture.profiles[input.scopes[scope].profile].telemetry
