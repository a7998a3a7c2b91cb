# What a schedule's expression means: two that start something at the same times are the same.
package lib.cadence

# The times as sets by field; the text itself where it is another kind, or holds what no set can (the last day, the nearest weekday).
of(expression) := times(inside(expression, "cron(")) if {
	startswith(expression, "cron(")
	times(inside(expression, "cron("))
} else := each(number, unit) if {
	startswith(expression, "rate(")
	[number, unit] := split(inside(expression, "rate("), " ")
	each(number, unit)
} else := expression

inside(expression, beginning) := trim_suffix(trim_prefix(expression, beginning), ")")

# Where only the minutes are limited, from which of them it is counted does not matter: a rate is counted from its beginning.
times(text) := shifted(by_field) if {
	by_field := fields(text)
	object.remove(by_field, ["minutes"]) == object.remove(every_minute, ["minutes"])
} else := fields(text)

fields(text) := by_field if {
	words := [word | some word in split(text, " "); word != ""]
	count(words) == count(data.aws.cron_fields)
	by_field := {field.name: found |
		some nth, field in data.aws.cron_fields
		found := numbers_of(words[nth], field)
	}
	count(by_field) == count(words)
}

every_minute := fields("* * * * ? *")

shifted(by_field) := by_field if by_field == every_minute
else := object.union(by_field, {"minutes": {moved | some minute in by_field.minutes; moved := minute - first}}) if {
	first := min(by_field.minutes)
}

each(number, unit) := times(sprintf("0/%d * * * ? *", [minutes])) if {
	minutes := numbered(number, {}) * {"minute": 1, "minutes": 1, "hour": 60, "hours": 60}[unit]
	minutes < 60
	60 % minutes == 0
} else := times("0 * * * ? *") if [number, unit] in [["1", "hour"], ["60", "minutes"]]

# The numbers that a word stands for: a list of numbers, ranges and steps.
numbers_of(word, field) := {number | some set in sets; some number in set} if {
	pieces := split(word, ",")
	sets := [set | some piece in pieces; set := stepped(split(piece, "/"), field)]
	count(sets) == count(pieces)
}

stepped(parts, field) := whole(field) if {
	count(parts) == 1
	parts[0] in {"*", "?"}
} else := spread(bounds(only, field), 1, field) if {
	[only] := parts
} else := spread(bounds(open_end(parts[0], field), field), numbered(parts[1], {}), field)

# All of a field's numbers are not counted out: there are many years.
whole(field) := {field.name}

spread(ends, step, field) := whole(field) if {
	ends == [field.from, field.to]
	step == 1
} else := {number | some number in numbers.range(ends[0], ends[1]); (number - ends[0]) % step == 0} if {
	step > 0
}

# With a step, a single number is where it begins.
open_end(text, field) := sprintf("%s-%d", [text, field.to]) if {
	not text in {"*", "?"}
	not contains(text, "-")
} else := text

bounds(text, field) := [field.from, field.to] if text in {"*", "?"}
else := [first, last] if {
	ends := split(text, "-")
	first := numbered(ends[0], object.get(field, "names", {}))
	last := numbered(ends[count(ends) - 1], object.get(field, "names", {}))
	count(ends) < 3
	first >= field.from
	last <= field.to
}

numbered(text, names) := names[upper(text)] if names[upper(text)]
else := to_number(text) if {
	text != ""
	trim(text, "0123456789") == ""
}
