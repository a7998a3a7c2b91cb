# Whether databases are public by their flag, and what they take over from one another.
package lib.databases

import data.lib.parts
import data.lib.value

# The subnet group that counts.
group_of(database) := parts.only(owner_of_group(database), ["aws_db_subnet_group"])

# The database itself; one that names no group takes over that of its cluster or source, which may have taken it over as well.
owner_of_group(database) := database if not takes_over(database)
else := above if {
	above := source_of(database)
	not takes_over(above)
}
else := top if {
	above := source_of(database)
	top := source_of(above)
}

takes_over(database) if {
	not parts.only(database, ["aws_db_subnet_group"])
	value.left_out(database, ["db_subnet_group_name"])
}

source_of(database) := parts.only(database, ["aws_rds_cluster"]) if database.type == "aws_rds_cluster_instance"

source_of(database) := source if {
	source := parts.only(database, ["aws_db_instance"])

	# From another region nothing is taken over, and from one that is not known nothing is known.
	source.region != null
	source.region == database.region
}

# The database is publicly accessible by its flag: "yes", "no" or "unknown".
flag(database) := "yes" if value.known(database, ["publicly_accessible"]) == true
else := "no" if value.known(database, ["publicly_accessible"]) == false
else := "no" if {
	# Aurora: its members have the flag. Where a cluster is made of hosts of its own, AWS decides.
	database.type == "aws_rds_cluster"
	value.absent(database, ["publicly_accessible"])
	value.absent(database, ["db_cluster_instance_class"])
} else := "unknown"
