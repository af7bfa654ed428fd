@NullMarked
package io.smartwms.platform.rest;

import org.jspecify.annotations.NullMarked;
