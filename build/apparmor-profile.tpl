abi <abi/4.0>,
include <tunables/global>

# Ubuntu 24 and later: lets the renderer's sandbox make user namespaces. Both names: the launcher and the program it starts.
profile "${executable}" "/opt/${sanitizedProductName}/${executable}{,-app}" flags=(unconfined) {
  userns,

  # Site-specific additions and overrides. See local/README for details.
  include if exists <local/${executable}>
}
