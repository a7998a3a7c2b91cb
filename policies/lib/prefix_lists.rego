# The ranges in prefix lists.
package lib.prefix_lists

import data.lib.parts
import data.lib.value

# By list. The entries of one that is only read are not in the document to be changed: they are ranges without a place.
entries := {list.address: array.concat(own(list), separate(list)) |
	some type in ["aws_ec2_managed_prefix_list", "aws_prefix_list"]
	some list in input.resources[type]
}

own(list) := [{"at": list, "path": path, "cidr": cidr} |
	some at, _ in value.known(list, ["entry"])
	path := ["entry", at, "cidr"]
	cidr := value.known(list, path)
] if {
	list.mode == "managed"
} else := [{"cidr": cidr} |
	some path in array.concat(
		[["entries", at, "cidr"] | some at, _ in value.known(list, ["entries"])],
		[["cidr_blocks", at] | some at, _ in value.known(list, ["cidr_blocks"])],
	)
	cidr := value.known(list, path)
]

separate(list) := [{"at": entry, "path": ["cidr"], "cidr": cidr} |
	some entry in parts.of(list, "aws_ec2_managed_prefix_list_entry")
	cidr := value.known(entry, ["cidr"])
]
