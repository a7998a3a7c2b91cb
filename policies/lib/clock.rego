# Times as RFC 3339 writes them, in seconds since 1970. The engine has no function for it.
package lib.clock

# Fractions of a second are left out. What is no time has no number.
seconds(text) := (((days(text) * 24) + number(text, 11)) * 3600) + ((number(text, 14) * 60) + number(text, 17)) - offset(text) if {
	is_string(text)
	regex.match(`^[1-9][0-9]{3}-(0[1-9]|1[0-2])-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$`, text)
}

# Two digits. The engine reads no number that begins with a zero.
number(text, from) := to_number(concat("", ["1", substring(text, from, 2)])) - 100

# Since 1970, in years that begin in March, so that the leap day is the last one.
days(text) := (((365 * year) + floor(year / 4)) - floor(year / 100)) + floor(year / 400) + floor(((153 * month) + 2) / 5) + number(text, 8) - 719469 if {
	month := (number(text, 5) + 9) % 12
	year := to_number(substring(text, 0, 4)) - floor(month / 10)
}

# How far the clock there is ahead.
offset(text) := 0 if endswith(text, "Z")

offset(text) := signs[substring(text, at, 1)] * ((number(text, at + 1) * 3600) + (number(text, at + 4) * 60)) if {
	not endswith(text, "Z")
	at := count(text) - 6
}

signs := {"+": 1, "-": -1}
