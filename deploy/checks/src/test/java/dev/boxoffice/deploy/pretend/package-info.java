/// A cluster pretended on one machine: network namespaces as pods, nftables for services and policies, and what a
/// kubelet and a Deployment's controller do with the manifests.
@NullMarked
package dev.boxoffice.deploy.pretend;

import org.jspecify.annotations.NullMarked;
