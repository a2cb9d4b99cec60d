#include "rp_policy.h"

const rp_policy_fn rp_policies[4] = {
    [RP_POLICY_RANDOM] = rp_policy_random,
    [RP_POLICY_RESERVOIR] = rp_policy_reservoir,
    [RP_POLICY_CLASS_BALANCED] = rp_policy_class_balanced,
    [RP_POLICY_FIFO] = rp_policy_fifo,
};
