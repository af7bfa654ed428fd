/** What one system consists of and where its files are: components, ports, folders. */
@NullMarked
package io.smartwms.launcher.installation;

import org.jspecify.annotations.NullMarked;
