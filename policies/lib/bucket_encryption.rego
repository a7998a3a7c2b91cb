# How a bucket encrypts what is put into it, by default.
package lib.bucket_encryption

import data.lib.buckets
import data.lib.facts
import data.lib.keys
import data.lib.logic
import data.lib.value

configuration := "aws_s3_bucket_server_side_encryption_configuration"

# Every place where it is written: a configuration, or the bucket itself.
places(bucket) := [{"at": place.at, "path": path} |
	some place in buckets.written(bucket, configuration, [], "server_side_encryption_configuration")
	path := array.concat(nested[count(place.path)], ["rule", 0, "apply_server_side_encryption_by_default", 0])
]

nested := {0: [], 1: ["server_side_encryption_configuration", 0]}

# Facts: it encrypts by one of these algorithms. Where nobody writes anything, S3 does by one of its own.
by(bucket, algorithms) := array.concat(
	[row |
		some place in places(bucket)
		row := facts.one_of(place.at, value.step(place.path, "sse_algorithm"), algorithms, sprintf("objects are not encrypted by %s", [said(algorithms)]))
	],
	[facts.of(bucket, ["server_side_encryption_configuration"], "no", sprintf("objects are not encrypted by %s", [said(algorithms)])) |
		buckets.unwritten(bucket, configuration, "server_side_encryption_configuration")
		not data.aws.bucket_encryption.default in algorithms
	],
)

said(algorithms) := concat(" or ", sort(algorithms))

# Facts: it encrypts under the key of this alias.
under(bucket, alias) := [facts.of(place.at, path, keys.is_of(place.at, path, alias), sprintf("objects are not encrypted under the key %s", [alias])) |
	some place in places(bucket)
	path := value.step(place.path, "kms_master_key_id")
]

# Facts: it encrypts under the key that S3 has in every account.
under_own_of_s3(bucket) := [facts.of(place.at, path, is, "objects are not encrypted under the account's own key for S3") |
	some place in places(bucket)
	path := value.step(place.path, "kms_master_key_id")
	is := logic.any_of([nothing(place.at, path), keys.is_of(place.at, path, "alias/aws/s3")])
]

nothing(at, path) := "yes" if value.left_out(at, path)
else := value.equals(at, path, "")
