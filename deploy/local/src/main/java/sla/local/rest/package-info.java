/** Talks to the services as their users do. */
@NullMarked
package sla.local.rest;

import org.jspecify.annotations.NullMarked;
