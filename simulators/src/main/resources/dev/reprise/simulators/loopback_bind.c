/* Preloaded into Renode, whose servers listen on every interface: what would be bound to any address is bound to the loopback. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

int bind(int socket, const struct sockaddr *address, socklen_t bytes)
{
    int (*next)(int, const struct sockaddr *, socklen_t);
    *(void **)&next = dlsym(RTLD_NEXT, "bind");
    struct sockaddr_storage own;
    if (address != NULL && bytes <= sizeof own) {
        memcpy(&own, address, bytes);
        if (own.ss_family == AF_INET) {
            struct sockaddr_in *in = (struct sockaddr_in *)&own;
            if (in->sin_addr.s_addr == htonl(INADDR_ANY)) {
                in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            }
        } else if (own.ss_family == AF_INET6) {
            /* The loopback of version 4, mapped: a socket of version 6 serves 127.0.0.1 by it. */
            struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&own;
            if (memcmp(&in6->sin6_addr, &in6addr_any, sizeof in6addr_any) == 0) {
                static const unsigned char mapped[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1};
                memcpy(&in6->sin6_addr, mapped, sizeof mapped);
            }
        }
        return next(socket, (const struct sockaddr *)&own, bytes);
    }
    return next(socket, address, bytes);
}
