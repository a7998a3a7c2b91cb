# The private subnets' way out through the one EC2 instance of the platform: it has no price per gigabyte. A single point of
# failure, accepted in staging. Nobody logs in to it: no key pair, no port, no instance role. It is replaced, not repaired.

resource "aws_instance" "this" {
  ami                    = var.ami_id
  instance_type          = var.instance_type
  subnet_id              = var.public_subnet_id
  vpc_security_group_ids = [var.security_group_id]

  associate_public_ip_address = true
  source_dest_check           = false # it passes on what is addressed to others

  user_data = templatefile("${path.module}/user-data.sh", {
    sources = join(", ", var.private_subnet_cidrs)
  })
  user_data_replace_on_change = true # the script runs at the first boot only

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required" # IMDSv2
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_type           = "gp3"
    volume_size           = 8 # GiB, what the image needs
    encrypted             = true
    delete_on_termination = true
  }

  # A burst beyond the credits is slowed down rather than billed.
  credit_specification {
    cpu_credits = "standard"
  }

  tags = { Name = "${var.name}-nat" }
}

resource "aws_route" "private_a" {
  route_table_id         = var.private_route_table_a_id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_instance.this.primary_network_interface_id
}

resource "aws_route" "private_b" {
  route_table_id         = var.private_route_table_b_id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_instance.this.primary_network_interface_id
}
