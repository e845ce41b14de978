<?php echo 2;
