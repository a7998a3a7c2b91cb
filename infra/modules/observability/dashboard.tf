# One page: what is wrong, then what there is to do, and how much of the machines it takes.

locals {
  # Found by the load balancer's name, since its metrics go by an id that it gets when it is made.
  of_load_balancer = { for name in ["RequestCount", "HTTPCode_Target_5XX_Count", "TargetResponseTime"] : name =>
    "SEARCH('{AWS/ApplicationELB,LoadBalancer} MetricName=\"${name}\" \"app/${var.load_balancer}\"', '${name == "TargetResponseTime" ? "p99" : "Sum"}', 60)"
  }

  graphs = [
    { title = "Requests", metrics = [[{ expression = local.of_load_balancer.RequestCount, label = "requests" }]] },
    { title = "Errors of the services", metrics = [[{ expression = local.of_load_balancer.HTTPCode_Target_5XX_Count, label = "errors" }]] },
    { title = "Slowest hundredth of requests, s", metrics = [[{ expression = local.of_load_balancer.TargetResponseTime, label = "p99" }]] },
    { title = "CPU of the services, %", metrics = [for service in var.services : ["AWS/ECS", "CPUUtilization", "ClusterName", var.cluster, "ServiceName", service]] },
    { title = "Memory of the services, %", metrics = [for service in var.services : ["AWS/ECS", "MemoryUtilization", "ClusterName", var.cluster, "ServiceName", service]] },
    { title = "CPU of the database, %", metrics = [concat(["AWS/RDS", "CPUUtilization"], local.database)] },
    { title = "Connections to the database", metrics = [concat(["AWS/RDS", "DatabaseConnections"], local.database)] },
  ]

  database = flatten([for name, value in var.database : [name, value]])
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.dashboard

  dashboard_body = jsonencode({
    widgets = concat(
      [{
        type       = "alarm"
        x          = 0
        y          = 0
        width      = 24
        height     = 4
        properties = { title = "Alarms", alarms = [for name in sort(keys(local.alarm_arns)) : local.alarm_arns[name]] }
      }],
      [for place, graph in local.graphs : {
        type       = "metric"
        x          = 8 * (place % 3)
        y          = 4 + 6 * floor(place / 3)
        width      = 8
        height     = 6
        properties = { title = graph.title, metrics = graph.metrics, region = var.region, view = "timeSeries", period = 60 }
      }],
    )
  })
}
