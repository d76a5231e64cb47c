#include "fealty/complaints/linear_heads.hpp"

#include <gtest/gtest.h>
