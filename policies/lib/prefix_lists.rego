# The ranges in prefix lists.
package lib.prefix_lists

import data.lib.parts
import data.lib.value

# By list. The entries of one that is only read are not in the document to be changed: they are ranges without a place. What a list holds
# that does not say it is no range.
entries := {list.address: array.concat(array.concat(own(list), separate(list)), missing(list)) |
	some type in ["aws_ec2_managed_prefix_list", "aws_prefix_list"]
	some list in input.resources[type]
}

# In a plan a resource says it in `entry`, a data source in one of the others; in an account everything is a resource.
own(list) := [object.union(place(list, path), {"cidr": cidr}) |
	some path in array.concat(
		[[attribute, at, "cidr"] | some attribute in ["entry", "entries"]; some at, _ in value.known(list, [attribute])],
		[["cidr_blocks", at] | some at, _ in value.known(list, ["cidr_blocks"])],
	)
	cidr := value.known(list, path)
]

place(list, path) := {"at": list, "path": path} if list.mode == "managed"
else := {}

separate(list) := [{"at": entry, "path": ["cidr"], "cidr": cidr} |
	some entry in parts.of(list, "aws_ec2_managed_prefix_list_entry")
	cidr := value.known(entry, ["cidr"])
]

missing(list) := [{"cidr": "a prefix list whose entries are not known"} |
	value.absent(list, ["entry"])
	value.absent(list, ["entries"])
	value.absent(list, ["cidr_blocks"])
	parts.of(list, "aws_ec2_managed_prefix_list_entry") == []
]
