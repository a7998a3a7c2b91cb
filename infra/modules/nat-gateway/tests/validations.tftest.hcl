# What the module refuses, and where the way out leads.

mock_provider "aws" {
  mock_resource "aws_nat_gateway" {
    defaults = { id = "nat-1" }
  }
}

variables {
  name                     = "restartix-test"
  public_subnet_id         = "subnet-public-a"
  private_route_table_a_id = "rtb-a"
  private_route_table_b_id = "rtb-b"
}

run "the_way_out" {
  command = apply

  assert {
    condition     = aws_nat_gateway.this.subnet_id == "subnet-public-a" && aws_nat_gateway.this.allocation_id == aws_eip.this.id
    error_message = "The gateway is not in the public subnet, or has another address than the one that is put out."
  }

  assert {
    condition     = toset([aws_route.private_a.route_table_id, aws_route.private_b.route_table_id]) == toset(["rtb-a", "rtb-b"])
    error_message = "A private subnet has no way out."
  }

  assert {
    condition = alltrue([
      for route in [aws_route.private_a, aws_route.private_b] :
      route.nat_gateway_id == "nat-1" && route.destination_cidr_block == "0.0.0.0/0" && route.gateway_id == null
    ])
    error_message = "A default route leads elsewhere than to the gateway."
  }
}

run "one_table_twice" {
  command = plan

  variables {
    private_route_table_b_id = "rtb-a"
  }

  expect_failures = [var.private_route_table_b_id]
}

run "a_name_in_capitals" {
  command = plan

  variables {
    name = "RestartiX"
  }

  expect_failures = [var.name]
}
