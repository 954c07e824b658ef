/// The network of a pretended cluster: namespaces, names, and the NetworkPolicies as the kernel keeps them.
@NullMarked
package dev.boxoffice.deploy.pretend.network;

import org.jspecify.annotations.NullMarked;
