# The token comes from the environment (CLOUDFLARE_API_TOKEN), and so into neither plan nor state.
provider "cloudflare" {}
